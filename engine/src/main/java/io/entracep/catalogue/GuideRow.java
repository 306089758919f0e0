package io.entracep.catalogue;

/**
 * One row of a guide, which detections name.
 *
 * @param id {@code PRIV-32}, {@code USER-10}, {@code BEYOND-04}, {@code FIELD-12}
 * @param guide the guide that it stands in
 * @param section where in the guide
 * @param title what is to be watched, in our words
 * @param risk as the guide states it
 * @param listing whether it takes listings of the directory, which are not read: no log tells it
 */
public record GuideRow(
        String id, String guide, String section, String title, String risk, boolean listing) {}
