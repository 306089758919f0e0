package io.entracep.state;

/**
 * What was last said of one finding.
 *
 * @param findingId identity of the finding
 * @param detectionId detection that found it
 * @param anchor anchor of the finding
 * @param anchorTime time of its anchor, milliseconds
 * @param digest hash of its content
 * @param active false once cleared
 * @param decidedAt processing time of the last delivery, milliseconds, strictly increasing
 * @param revision how often it was delivered, from 1
 * @param subjectType number of the type of the subject, 0 where there is none
 * @param subjectId id of the subject, empty where there is none
 */
public record Said(
        String findingId,
        String detectionId,
        String anchor,
        long anchorTime,
        String digest,
        boolean active,
        long decidedAt,
        int revision,
        int subjectType,
        String subjectId) {}
