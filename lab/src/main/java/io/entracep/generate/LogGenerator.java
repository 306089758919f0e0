package io.entracep.generate;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A believable stream of a small company's Entra ID logs, with attacks woven in. The same settings
 * give the same bytes, everywhere. Thread-safe; its iterators are not.
 *
 * <pre>{@code
 * LogGenerator generator = new LogGenerator(Settings.demo());
 * generator.inArrivalOrder().forEachRemaining(record -> hub.send(record.json()));
 * }</pre>
 */
public final class LogGenerator {
    private static final int LARGEST_MESSAGE = 50;
    private static final byte[] OPEN = "{\"records\":[".getBytes(StandardCharsets.UTF_8);
    private static final byte[] CLOSE = "]}".getBytes(StandardCharsets.UTF_8);

    private final Settings settings;
    private final Company company;
    private final Plan plan;

    public LogGenerator(Settings settings) {
        this.settings = settings;
        this.company = new Company(settings.seed(), settings.users(), settings.unsettled());
        this.plan = new Plan(settings, company);
    }

    /** The company whose logs these are. */
    public Company company() {
        return company;
    }

    /** The attacks that are in the records, in the order of {@link AttackKind}. */
    public List<Attack> attacks() {
        return plan.attacks();
    }

    /** The company's policy, as a policy file of entra-cep in YAML. */
    public String policyYaml() {
        return new PolicyText(company).yaml();
    }

    /**
     * All records, in the order in which they arrive. Memory is bounded by what is on its way at
     * one time, not by the number of records.
     */
    public Iterator<GeneratedRecord> inArrivalOrder() {
        return new ArrivalOrder(plan, settings, plan.begin(), plan.end());
    }

    /**
     * The period after the history in two halves, as two partitions that lag each other by half its
     * length would hold them. Together they hold the same events as the whole; their delivery
     * (lags, duplicates) is drawn anew.
     */
    public List<Iterator<GeneratedRecord>> inTwoHalves() {
        long minutes = (plan.end() - plan.start()) / VendorTime.MINUTE;
        long middle = plan.start() + minutes / 2 * VendorTime.MINUTE;
        return List.of(
                new ArrivalOrder(plan, settings, plan.start(), middle),
                new ArrivalOrder(plan, settings, middle, plan.end()));
    }

    /** {@link #inArrivalOrder()} cut into the groups of 1 to 50 that share a message. */
    public Iterator<List<GeneratedRecord>> messages() {
        Iterator<GeneratedRecord> records = inArrivalOrder();
        Dice dice = Dice.of(settings.seed(), 600);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return records.hasNext();
            }

            @Override
            public List<GeneratedRecord> next() {
                List<GeneratedRecord> group = new ArrayList<>();
                group.add(records.next());
                int size = dice.between(1, LARGEST_MESSAGE);
                while (group.size() < size && records.hasNext()) {
                    group.add(records.next());
                }
                return group;
            }
        };
    }

    /** The message that carries these records: {@code {"records":[…]}}. */
    public static byte[] envelope(List<GeneratedRecord> records) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(OPEN);
        for (int i = 0; i < records.size(); i++) {
            if (i > 0) {
                message.write(',');
            }
            message.writeBytes(records.get(i).json());
        }
        message.writeBytes(CLOSE);
        return message.toByteArray();
    }
}
