package io.entracep.campaign;

import io.entracep.alert.Alert;
import io.entracep.operator.StateKeys;
import io.entracep.output.AlertJson;
import io.entracep.state.Erasure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Tells of alerts that may be parts those that are none. What was told and becomes a part is
 * cleared; what is no part any more is told again. So the final set of alerts depends on the set of
 * deliveries, whatever came first. By tenant; only alerts that may have or be parts come here, and
 * those are rare.
 */
public final class CampaignOperator extends AbstractStreamOperator<Alert>
        implements OneInputStreamOperator<Candidate, Alert>, Triggerable<String, VoidNamespace> {
    private static final long serialVersionUID = 1L;

    /**
     * So long after its last record an alert is remembered: longer than any campaign and period.
     */
    private static final Duration MEMORY = Duration.ofDays(21);

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final String CAMPAIGNS = "campaigns";
    private static final String PARTS = "parts";

    private final Erasure erasure;
    private transient @Nullable MapState<String, Candidate> campaigns;
    private transient @Nullable MapState<String, Part> parts;
    private transient @Nullable InternalTimerService<VoidNamespace> timers;

    CampaignOperator(Erasure erasure) {
        this.erasure = erasure;
    }

    /**
     * The alerts that are no part of others; the uid is {@code campaigns}.
     *
     * @param erasure who is taken out of the state that it begins with
     */
    public static DataStream<Alert> tell(
            DataStream<Candidate> candidates, int maxParallelism, Erasure erasure) {
        return candidates
                .keyBy(candidate -> candidate.alert().tenantId(), Types.STRING)
                .transform(
                        "campaigns", TypeInformation.of(Alert.class), new CampaignOperator(erasure))
                .uid("campaigns")
                .setMaxParallelism(maxParallelism);
    }

    @Override
    public void open() throws Exception {
        super.open();
        timers = getInternalTimerService("forget", VoidNamespaceSerializer.INSTANCE, this);
        campaigns =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        CAMPAIGNS,
                                        Types.STRING,
                                        TypeInformation.of(Candidate.class)));
        parts =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        PARTS, Types.STRING, TypeInformation.of(Part.class)));
        if (!erasure.isEmpty()) {
            erase(getKeyedStateBackend());
        }
    }

    private <K> void erase(KeyedStateBackend<K> backend) throws Exception {
        for (K key : StateKeys.of(backend, List.of(CAMPAIGNS, PARTS))) {
            backend.setCurrentKey(key);
            forget(
                    candidate ->
                            erasure.concerns(
                                    AlertJson.delivery(candidate.alert()),
                                    candidate.alert().delivery().decidedAt()));
        }
    }

    @Override
    public void processElement(StreamRecord<Candidate> element) throws Exception {
        Candidate candidate = element.getValue();
        remindToForget(candidate.alert());
        if (candidate.isPossiblePart()) {
            Part known = parts().get(candidate.alert().alertId());
            consider(
                    known == null ? Part.of(candidate) : known.with(candidate),
                    containing(candidate));
        } else {
            output.collect(new StreamRecord<>(candidate.alert()));
        }
        if (candidate.campaign()) {
            campaigns().put(candidate.alert().alertId(), candidate);
            considerPartsOf(candidate);
        }
    }

    /** Says what is new of a part. */
    private void consider(Part part, @Nullable Alert campaign) throws Exception {
        Alert alert = campaign == null ? part.alert() : part.contained(campaign);
        boolean silent = !part.told() && !alert.active();
        if (!silent) {
            output.collect(new StreamRecord<>(alert));
        }
        parts().put(alert.alertId(), silent ? part : part.told(alert));
    }

    private void considerPartsOf(Candidate campaign) throws Exception {
        String detectionId = campaign.alert().detectionId();
        List<Part> possible = new ArrayList<>();
        for (Part part : parts().values()) {
            if (part.partOf().contains(detectionId) && part.candidate().alert().active()) {
                possible.add(part);
            }
        }
        for (Part part : possible) {
            boolean contained = Containment.isPart(part.candidate(), campaign);
            if (contained == part.told()) {
                Alert containing = contained ? campaign.alert() : containing(part.candidate());
                if (contained || containing == null) {
                    consider(part, containing);
                }
            }
        }
    }

    /** An alert that contains it, of several the one with the least id; null for none. */
    private @Nullable Alert containing(Candidate part) throws Exception {
        Alert found = null;
        for (Candidate campaign : campaigns().values()) {
            if (Containment.isPart(part, campaign)
                    && (found == null
                            || campaign.alert().alertId().compareTo(found.alertId()) < 0)) {
                found = campaign.alert();
            }
        }
        return found;
    }

    private void remindToForget(Alert alert) {
        Objects.requireNonNull(timers)
                .registerEventTimeTimer(
                        VoidNamespace.INSTANCE, (Math.floorDiv(forgottenAt(alert), DAY) + 1) * DAY);
    }

    private static long forgottenAt(Alert alert) {
        return Instant.parse(alert.lastEventTime()).plus(MEMORY).toEpochMilli();
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        forget(candidate -> forgottenAt(candidate.alert()) <= timer.getTimestamp());
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
        throw new IllegalStateException("no timer waits for the clock");
    }

    private void forget(Predicate<Candidate> unwanted) throws Exception {
        List<String> gone = new ArrayList<>();
        for (Candidate campaign : campaigns().values()) {
            if (unwanted.test(campaign)) {
                gone.add(campaign.alert().alertId());
            }
        }
        for (Part part : parts().values()) {
            if (unwanted.test(part.candidate())) {
                gone.add(part.candidate().alert().alertId());
            }
        }
        for (String id : gone) {
            campaigns().remove(id);
            parts().remove(id);
        }
    }

    private MapState<String, Candidate> campaigns() {
        return Objects.requireNonNull(campaigns);
    }

    private MapState<String, Part> parts() {
        return Objects.requireNonNull(parts);
    }
}
