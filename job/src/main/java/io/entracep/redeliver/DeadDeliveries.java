package io.entracep.redeliver;

import io.entracep.outbox.DeadDelivery;
import io.entracep.outbox.DeadDeliveryJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of dead deliveries as it was read.
 *
 * @param newest of each sink and alert the newest delivery, in the order of the file
 * @param replaced how many others there were
 * @param unreadable lines that are none, such as half a line of a process that was killed
 */
public record DeadDeliveries(List<DeadDelivery> newest, int replaced, List<String> unreadable) {
    public DeadDeliveries {
        newest = List.copyOf(newest);
        unreadable = List.copyOf(unreadable);
    }

    /**
     * Reads a file. It is not changed.
     *
     * @throws IOException if it cannot be read
     */
    public static DeadDeliveries read(Path file) throws IOException {
        Map<List<String>, DeadDelivery> newest = new LinkedHashMap<>();
        List<String> unreadable = new ArrayList<>();
        int read = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isBlank()) {
                    continue;
                }
                try {
                    DeadDelivery letter = DeadDeliveryJson.read(line);
                    read++;
                    newest.merge(
                            List.of(letter.sink(), letter.alertId()),
                            letter,
                            DeadDeliveries::newer);
                } catch (IOException notADeadDelivery) {
                    unreadable.add(line);
                }
            }
        }
        return new DeadDeliveries(List.copyOf(newest.values()), read - newest.size(), unreadable);
    }

    private static DeadDelivery newer(DeadDelivery one, DeadDelivery other) {
        return other.decidedAt() >= one.decidedAt() ? other : one;
    }
}
