package io.entracep.catalogue;

import io.entracep.declared.Declarations;
import io.entracep.detection.Detection;
import io.entracep.detection.Entry;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes detections: of the class that an entry names, or of the rule that declares it. */
final class DetectionMaker {
    private final Declarations declared;
    private final SettingsBinder binder = new SettingsBinder();

    DetectionMaker(Declarations declared) {
        this.declared = declared;
    }

    /**
     * The detection of an entry; null where it cannot be made.
     *
     * @param changes settings in place of the entry's
     * @param problems takes why it cannot
     */
    @Nullable Detection make(Entry entry, Map<String, Object> changes, List<String> problems) {
        return make(entry, changes, misfit -> problems.add(misfit.inWords(entry)), problems);
    }

    /**
     * The same.
     *
     * @param misfits takes settings that do not fit
     */
    @Nullable Detection make(
            Entry entry,
            Map<String, Object> changes,
            Consumer<Misfit> misfits,
            List<String> problems) {
        if (declared.entries().containsKey(entry.id())) {
            changes.keySet()
                    .forEach(
                            name ->
                                    misfits.accept(
                                            new Misfit(name, null, "left out: it is a rule")));
            return declared.detection(entry);
        }
        try {
            Class<?> type = Class.forName(entry.className());
            Constructor<?> constructor = type.getConstructors()[0];
            if (constructor.getParameterCount() == 1) {
                return (Detection) constructor.newInstance(entry);
            }
            Object settings =
                    binder.bind(constructor.getParameterTypes()[1], entry, changes, misfits);
            return settings == null ? null : (Detection) constructor.newInstance(entry, settings);
        } catch (ClassNotFoundException e) {
            problems.add(entry.id() + ": class " + entry.className() + " does not exist");
        } catch (InvocationTargetException e) {
            problems.add(entry.id() + ": " + e.getCause());
        } catch (ReflectiveOperationException | IllegalArgumentException | ClassCastException e) {
            problems.add(
                    entry.id()
                            + ": class must have one public constructor (Entry) or (Entry, Settings): "
                            + e);
        }
        return null;
    }
}
