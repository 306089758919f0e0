package io.entracep.told;

import io.entracep.alert.Alert;
import io.entracep.output.AlertFilter;
import io.entracep.state.Erasure;
import io.entracep.told.Departures.Departure;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator around the {@link Teller} of one sink: gives it state, timers and the time, and lets
 * what it tells leave when its entry is in the log. Until then a delivery is in state. The task
 * waits for the log in one place only: when it is restored, to read what was told, for a bounded
 * time.
 */
public final class TellOperator extends AbstractStreamOperator<Alert>
        implements OneInputStreamOperator<Alert, Alert>,
                Triggerable<String, VoidNamespace>,
                BoundedOneInput {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(TellOperator.class);
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final ToldSettings settings;
    private final Erasure erasure;
    private transient @Nullable InternalTimerService<VoidNamespace> timers;
    private transient @Nullable Gate gate;
    private transient @Nullable Teller teller;
    private transient @Nullable ToldLog log;
    private transient @Nullable MailboxExecutor mailbox;
    private transient @Nullable RestoredSince restored;

    TellOperator(ToldSettings settings, Erasure erasure) {
        this.settings = settings;
        this.erasure = erasure;
    }

    /**
     * What the sink is told; the uid is {@code told-<name>}.
     *
     * @param erasure who is taken out of the state that it begins with
     */
    public static DataStream<Alert> tell(
            DataStream<Alert> alerts, ToldSettings settings, Erasure erasure) {
        AlertFilter filter = settings.filter();
        DataStream<Alert> concerning =
                filter.concernsAll()
                        ? alerts
                        : alerts.filter(filter::concerns)
                                .name("concerns " + settings.sink())
                                .uid("concerns-" + settings.sink());
        return concerning
                .keyBy(TellOperator::key, Types.STRING)
                .transform(
                        "told " + settings.sink(),
                        TypeInformation.of(Alert.class),
                        new TellOperator(settings, erasure))
                .uid("told-" + settings.sink());
    }

    /** All deliveries of one alert have one key. */
    static String key(Alert alert) {
        return alert.tenantId() + "/" + alert.detectionId();
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        restored = new RestoredSince(context);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        restored().snapshot(now());
    }

    @Override
    public void open() throws Exception {
        super.open();
        timers = getInternalTimerService("told-timers", VoidNamespaceSerializer.INSTANCE, this);
        WaitingDeliveries waiting = new WaitingDeliveries(getRuntimeContext());
        Departures departures = new Departures();
        ToldMetrics toldMetrics =
                new ToldMetrics(getMetricGroup(), settings.sink(), departures::size);
        mailbox =
                getContainingTask()
                        .getMailboxExecutorFactory()
                        .createExecutor(getOperatorConfig().getChainIndex());
        Around around = new Around();
        FlinkToldMemory memory = new FlinkToldMemory(getRuntimeContext());
        if (!erasure.isEmpty()) {
            ErasedAlerts erased = new ErasedAlerts(erasure);
            memory.eachKey(getKeyedStateBackend(), () -> erased.from(memory));
            waiting.eachKey(getKeyedStateBackend(), () -> waiting.removeIf(erased::concerns));
        }
        teller = new Teller(settings, memory, around);
        List<Departure> waited = waiting.restored(getKeyedStateBackend(), now());
        if (settings.log() == null) {
            // They waited for a log that the sink has no more.
            for (Departure departure : waited) {
                setCurrentKey(departure.key());
                waiting.remove(departure.alert());
                mailbox.execute(
                        () -> around.leave(departure.alert()), "told %s goes on", settings.sink());
            }
            return;
        }
        ToldLog opened = openLog(settings.log());
        log = opened;
        gate =
                new Gate(
                        settings.sink(),
                        settings.log(),
                        opened,
                        waiting,
                        departures,
                        toldMetrics,
                        around,
                        job());
        TaskInfo running = getRuntimeContext().getTaskInfo();
        Recollection recollection =
                new Recollection(
                        opened,
                        restored(),
                        new Recollection.Run(
                                settings.sink(), job(), running.getAttemptNumber() > 0),
                        teller,
                        toldMetrics,
                        around);
        recollection.begin();
        if (running.getIndexOfThisSubtask() == 0) {
            recollection.keepSmall();
        }
        gate.takeRestored(waited);
        mailbox.execute(this::release, "told %s goes on", settings.sink());
    }

    @Override
    public void close() throws Exception {
        if (log != null) {
            log.close();
        }
        super.close();
    }

    @Override
    public void processElement(StreamRecord<Alert> element) {
        Objects.requireNonNull(teller).say(element.getValue(), now());
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) {
        Objects.requireNonNull(teller).wake(now(), timers().currentWatermark());
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
        Teller asked = Objects.requireNonNull(teller);
        asked.wake(now(), timers().currentWatermark());
        if (timer.getTimestamp() % DAY == 0 && asked.forget(now())) {
            wakeTomorrow();
        }
    }

    /** What is told leaves before the end. */
    @Override
    public void endInput() throws Exception {
        ToldSettings.LogSettings settingsOfLog = settings.log();
        if (settingsOfLog == null) {
            return;
        }
        long deadline = now() + settingsOfLog.longestWait();
        Gate waited = Objects.requireNonNull(gate);
        while (!waited.isEmpty() && now() < deadline) {
            waited.check();
            Objects.requireNonNull(mailbox).yield();
        }
        waited.open();
    }

    private ToldLog openLog(ToldSettings.LogSettings of) {
        TaskInfo task = getRuntimeContext().getTaskInfo();
        int keyGroups = task.getMaxNumberOfParallelSubtasks();
        KeyGroupRange keys =
                KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
                        keyGroups,
                        task.getNumberOfParallelSubtasks(),
                        task.getIndexOfThisSubtask());
        return new ToldLog(
                of,
                keys,
                keyGroups,
                entry ->
                        keys.contains(
                                KeyGroupRangeAssignment.assignToKeyGroup(
                                        key(entry.alert()), keyGroups)),
                this::now,
                () -> inTask(this::release));
    }

    private String job() {
        return getRuntimeContext().getJobInfo().getJobId().toString();
    }

    private void release() {
        Objects.requireNonNull(gate).release();
    }

    private void inTask(Runnable work) {
        try {
            Objects.requireNonNull(mailbox).execute(work::run, "told %s", settings.sink());
        } catch (RejectedExecutionException taskHasEnded) {
            LOG.debug("Sink {}: the log answered after the end of the task", settings.sink());
        }
    }

    private void wakeTomorrow() {
        timers().registerProcessingTimeTimer(VoidNamespace.INSTANCE, (now() / DAY + 1) * DAY);
    }

    private long now() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }

    private InternalTimerService<VoidNamespace> timers() {
        return Objects.requireNonNull(timers);
    }

    private RestoredSince restored() {
        return Objects.requireNonNull(restored);
    }

    /** What {@link Teller} and {@link Gate} have of the operator. */
    private final class Around implements Teller.Out, ToldTask {
        @Override
        public void tell(Alert alert) {
            wakeTomorrow();
            if (gate == null) {
                leave(alert);
            } else {
                gate.take((String) getCurrentKey(), alert);
            }
        }

        @Override
        public void summarise(Alert summary) {
            leave(summary);
        }

        @Override
        public void wakeAt(long processingTime) {
            timers().registerProcessingTimeTimer(VoidNamespace.INSTANCE, processingTime);
        }

        @Override
        public void wakeAtEventTime(long eventTime) {
            timers().registerEventTimeTimer(VoidNamespace.INSTANCE, eventTime);
        }

        @Override
        public long now() {
            return TellOperator.this.now();
        }

        @Override
        public long watermark() {
            return timers().currentWatermark();
        }

        @Override
        public void leave(Alert alert) {
            output.collect(new StreamRecord<>(alert));
        }

        @Override
        public void useKey(String key) {
            setCurrentKey(key);
        }

        @Override
        public void at(long time, Runnable work) {
            var unused = getProcessingTimeService().registerTimer(time, any -> work.run());
        }

        @Override
        public void soon(Runnable work) {
            inTask(work);
        }

        @Override
        public void wakeTomorrow() {
            TellOperator.this.wakeTomorrow();
        }
    }
}
