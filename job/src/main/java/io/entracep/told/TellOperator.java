package io.entracep.told;

import io.entracep.alert.Alert;
import io.entracep.output.AlertFilter;
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
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long CHECK = 1_000;

    /** Whoever was cut off from the job may tell for so long after the job went on elsewhere. */
    private static final List<Duration> READ_AGAIN =
            List.of(Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(10));

    /** What was read once is read again in the same time, or in this. */
    private static final long LONGEST_REREADING = Duration.ofMinutes(15).toMillis();

    private static final long PAUSE_AFTER_REREADING = 10_000;

    private final ToldSettings settings;
    private transient @Nullable Departures departures;
    private transient @Nullable InternalTimerService<VoidNamespace> timers;
    private transient @Nullable WaitingDeliveries waiting;
    private transient @Nullable Teller teller;
    private transient @Nullable ToldLog log;
    private transient @Nullable MailboxExecutor mailbox;
    private transient @Nullable ToldMetrics toldMetrics;
    private transient @Nullable RestoredSince restored;
    private transient boolean sendsUnlogged;
    private transient boolean checks;

    TellOperator(ToldSettings settings) {
        this.settings = settings;
    }

    /** What the sink is told; the uid is {@code told-<name>}. */
    public static DataStream<Alert> tell(DataStream<Alert> alerts, ToldSettings settings) {
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
                        new TellOperator(settings))
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
        departures = new Departures();
        timers = getInternalTimerService("told-timers", VoidNamespaceSerializer.INSTANCE, this);
        waiting = new WaitingDeliveries(getRuntimeContext());
        toldMetrics = new ToldMetrics(getMetricGroup(), settings.sink(), departures::size);
        mailbox =
                getContainingTask()
                        .getMailboxExecutorFactory()
                        .createExecutor(getOperatorConfig().getChainIndex());
        teller = new Teller(settings, new FlinkToldMemory(getRuntimeContext()), new Out());
        if (settings.log() != null) {
            openLog(settings.log());
        }
        goOnWithWhatWaited();
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
        while (!departures().isEmpty() && now() < deadline) {
            check();
            Objects.requireNonNull(mailbox).yield();
        }
        departures().since(Long.MAX_VALUE).forEach(this::leaveUnlogged);
    }

    private void openLog(ToldSettings.LogSettings of) {
        TaskInfo task = getRuntimeContext().getTaskInfo();
        int keyGroups = task.getMaxNumberOfParallelSubtasks();
        KeyGroupRange keys =
                KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
                        keyGroups,
                        task.getNumberOfParallelSubtasks(),
                        task.getIndexOfThisSubtask());
        log =
                new ToldLog(
                        of,
                        keys,
                        keyGroups,
                        entry ->
                                keys.contains(
                                        KeyGroupRangeAssignment.assignToKeyGroup(
                                                key(entry.alert()), keyGroups)),
                        this::now,
                        () -> inTask(this::release));
        List<Entry> entries = log.readNow(restored().time());
        if (entries != null) {
            find(entries);
            if (!log.foundAny()) {
                sayThatTheLogIsEmpty();
            }
        }
        READ_AGAIN.forEach(this::readAgain);
        if (task.getIndexOfThisSubtask() == 0) {
            keepSmall(now());
        }
    }

    private void readAgain(Duration later) {
        ToldLog read = Objects.requireNonNull(log);
        var unused =
                getProcessingTimeService()
                        .registerTimer(
                                now() + later.toMillis(),
                                time ->
                                        read.readAgain(
                                                restored().time(),
                                                found -> inTask(() -> find(found))));
    }

    private void sayThatTheLogIsEmpty() {
        if (restored().isKnown()) {
            LOG.error(
                    "The log of sink {} in {} is gone: what was told since the checkpoint is not"
                            + " known, some of it may be told twice, or stay although it is wrong",
                    settings.sink(),
                    log);
        } else {
            LOG.info(
                    "Sink {} is told for the first time, as far as {} knows", settings.sink(), log);
        }
    }

    private void keepSmall(long time) {
        Objects.requireNonNull(log).keepSmall(time);
        var unused = getProcessingTimeService().registerTimer(time + HOUR, this::keepSmall);
    }

    /** What the log knows beyond the restored state is in doubt until it is said again. */
    private void find(List<Entry> entries) {
        ToldLog known = Objects.requireNonNull(log);
        for (Entry entry : entries) {
            setCurrentKey(key(entry.alert()));
            long told = entry.decidedAt();
            boolean readAgain = restored().isKnown() || isOfThisRun(entry);
            long since = restored().isKnown() ? restored().time() : told;
            long rereading = Math.min(LONGEST_REREADING, Math.max(0, told - since));
            Objects.requireNonNull(teller)
                    .found(
                            entry,
                            known.isAccepted(entry.alert()),
                            readAgain ? entry.complete() : Long.MAX_VALUE,
                            now() + rereading + PAUSE_AFTER_REREADING);
            wakeTomorrow();
        }
        Objects.requireNonNull(toldMetrics).inDoubt(entries.size());
    }

    /** Of an attempt that ended before its first checkpoint. */
    private boolean isOfThisRun(Entry entry) {
        return getRuntimeContext().getTaskInfo().getAttemptNumber() > 0
                && entry.job().equals(job());
    }

    private String job() {
        return getRuntimeContext().getJobInfo().getJobId().toString();
    }

    private void goOnWithWhatWaited() throws Exception {
        for (Departure departure : waiting().restored(getKeyedStateBackend(), now())) {
            Alert alert = departure.alert();
            if (log != null && log.isAccepted(alert)) {
                setCurrentKey(departure.key());
                waiting().remove(alert);
            } else if (log == null || log.isWritten(alert)) {
                departures().add(departure);
            } else {
                depart(departure.key(), alert);
            }
        }
    }

    private void depart(String key, Alert alert) {
        long line =
                Objects.requireNonNull(log)
                        .append(Entry.of(alert, timers().currentWatermark(), job()));
        departures().add(new Departure(key, alert, line, now()));
        if (sendsUnlogged) {
            departures().since(now()).forEach(this::leaveUnlogged);
        } else {
            checkLater();
        }
    }

    /** Lets go what is written. */
    private void release() {
        long durable = log == null ? 0 : log.durable();
        List<Departure> ready = departures().written(durable);
        if (log != null && durable > 0 && !log.isFailing()) {
            sendsUnlogged = false;
        }
        ready.forEach(this::leave);
    }

    private void leave(Departure departure) {
        setCurrentKey(departure.key());
        waiting().remove(departure.alert());
        output.collect(new StreamRecord<>(departure.alert()));
    }

    private void leaveUnlogged(Departure departure) {
        Objects.requireNonNull(toldMetrics).unlogged();
        leave(departure);
    }

    private void checkLater() {
        if (!checks) {
            checks = true;
            var unused =
                    getProcessingTimeService()
                            .registerTimer(
                                    now() + CHECK,
                                    time -> {
                                        checks = false;
                                        check();
                                    });
        }
    }

    /** Lets go what waited too long for the store, where that is wanted. */
    private void check() {
        ToldSettings.LogSettings of = Objects.requireNonNull(settings.log());
        boolean failing = Objects.requireNonNull(log).isFailing();
        Objects.requireNonNull(toldMetrics).failing(failing);
        if (of.sendsUnlogged()) {
            List<Departure> overdue = departures().since(now() - of.longestWait());
            if (!overdue.isEmpty() && !sendsUnlogged) {
                sendsUnlogged = true;
                LOG.error(
                        "Sink {}: {} cannot be written, alerts leave without an entry; after a"
                                + " crash they may be told twice, or stay although they are wrong",
                        settings.sink(),
                        log);
            }
            overdue.forEach(this::leaveUnlogged);
        }
        if (!departures().isEmpty() || failing) {
            checkLater();
        }
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

    private Departures departures() {
        return Objects.requireNonNull(departures);
    }

    private InternalTimerService<VoidNamespace> timers() {
        return Objects.requireNonNull(timers);
    }

    private RestoredSince restored() {
        return Objects.requireNonNull(restored);
    }

    private WaitingDeliveries waiting() {
        return Objects.requireNonNull(waiting);
    }

    private final class Out implements Teller.Out {
        @Override
        public void tell(Alert alert) {
            wakeTomorrow();
            if (log == null) {
                output.collect(new StreamRecord<>(alert));
                return;
            }
            waiting().put(alert);
            depart((String) getCurrentKey(), alert);
        }

        @Override
        public void summarise(Alert summary) {
            output.collect(new StreamRecord<>(summary));
        }

        @Override
        public void wakeAt(long processingTime) {
            timers().registerProcessingTimeTimer(VoidNamespace.INSTANCE, processingTime);
        }

        @Override
        public void wakeAtEventTime(long eventTime) {
            timers().registerEventTimeTimer(VoidNamespace.INSTANCE, eventTime);
        }
    }
}
