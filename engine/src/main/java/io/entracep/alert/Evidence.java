package io.entracep.alert;

import org.jspecify.annotations.Nullable;

/**
 * One record that made an alert. Texts are attacker-controlled; long ones end in {@code …}.
 *
 * @param stage part of the detection that it filled
 * @param eventId identity of the record
 * @param time event time, ISO-8601 in UTC with milliseconds
 * @param category log
 * @param activity activity as logged
 * @param result {@code success}, {@code failure}, {@code interrupt} or {@code unknown}, for
 *     sign-ins with the code
 * @param actor who did it, null where unknown
 * @param target whom or what it was done to, null where there is none
 * @param ip address, null where unknown
 * @param device device id, else operating system and browser, null where unknown
 * @param location {@code City, Region, CC}, null where unknown
 */
public record Evidence(
        String stage,
        String eventId,
        String time,
        String category,
        String activity,
        String result,
        @Nullable String actor,
        @Nullable String target,
        @Nullable String ip,
        @Nullable String device,
        @Nullable String location) {}
