package io.entracep.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often a line occurs: on {@code days} days, each day {@code repeat} times, one {@code every}
 * so long. {@code users} and {@code ips} number the account and the address, in turn.
 */
final class Repetition {
    private static final int MAX_RECORDS = 100_000;
    private static final Pattern ID = Pattern.compile("\\{id:([^}]+)}");
    private static final Pattern IPV4 = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)\\.(\\d+)");

    private final int days;
    private final int repeat;
    private final int users;
    private final int ips;
    private final Duration every;

    private Repetition(int days, int repeat, int users, int ips, Duration every) {
        this.days = days;
        this.repeat = repeat;
        this.users = users;
        this.ips = ips;
        this.every = every;
    }

    /**
     * One time.
     *
     * @param day from 1
     * @param n within the day, from 1
     * @param after after the first
     */
    record Turn(int day, int n, Duration after) {}

    static Repetition of(Section line) {
        int users = line.count("users", 1);
        int ips = line.count("ips", 1);
        int repeat = line.count("repeat", Math.max(users, ips));
        int days = line.count("days", 1);
        if (repeat > 1 && !line.has("every")) {
            line.fault("every", "given where a line occurs more than once a day");
        }
        if ((long) repeat * days > MAX_RECORDS) {
            line.fault("repeat", "at most " + MAX_RECORDS + " records, with days");
            return new Repetition(1, 1, 1, 1, Duration.ZERO);
        }
        return new Repetition(days, repeat, users, ips, line.span("every", Duration.ZERO));
    }

    List<Turn> turns() {
        List<Turn> turns = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            for (int n = 0; n < repeat; n++) {
                Duration after = Duration.ofDays(day).plus(every.multipliedBy(n));
                turns.add(new Turn(day + 1, n + 1, after));
            }
        }
        return turns;
    }

    /**
     * The line as it is in a turn. In texts {@code {n}} is the number within the day, {@code {day}}
     * that of the day, {@code {id:name}} the object id of a name.
     */
    Section of(Section line, Template template, Turn turn) {
        String account = users > 1 ? line.text(template.accountKey()) : null;
        String ip = line.text("ip", Envelope.DEFAULT_IP);
        return line.with(
                text -> {
                    String replaced = text;
                    if (users > 1 && text.equals(account)) {
                        replaced = numbered(text, (turn.n() - 1) % users + 1);
                    } else if (ips > 1 && text.equals(ip)) {
                        replaced = moved(text, (turn.n() - 1) % ips);
                    }
                    return placeholders(replaced, turn);
                });
    }

    /** {@code user@example.com} becomes {@code user3@example.com}. */
    private static String numbered(String account, int number) {
        int at = account.indexOf('@');
        return at < 0
                ? account + number
                : account.substring(0, at) + number + account.substring(at);
    }

    private static String moved(String ip, int steps) {
        Matcher address = IPV4.matcher(ip);
        if (!address.matches()) {
            return ip;
        }
        long value = 0;
        for (int i = 1; i <= 4; i++) {
            value = value * 256 + Long.parseLong(address.group(i));
        }
        value += steps;
        return (value >> 24)
                + "."
                + (value >> 16 & 255)
                + "."
                + (value >> 8 & 255)
                + "."
                + (value & 255);
    }

    /** Puts object ids in place of {@code {id:name}}. */
    static String withIds(String text) {
        return ID.matcher(text).replaceAll(found -> Ids.of(found.group(1)));
    }

    private static String placeholders(String text, Turn turn) {
        return withIds(text)
                .replace("{n}", Integer.toString(turn.n()))
                .replace("{day}", Integer.toString(turn.day()));
    }
}
