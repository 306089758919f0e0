package io.entracep.detections.signin;

/** Distances on the surface of the earth. */
final class GreatCircle {
    /** Mean radius of the earth, kilometres (IUGG). */
    private static final double RADIUS = 6371.0088;

    private GreatCircle() {}

    /**
     * Whether these are coordinates: on the globe, known, and not the (0,0) that stands for
     * unknown.
     */
    static boolean isPlace(double latitude, double longitude) {
        return Math.abs(latitude) <= 90
                && Math.abs(longitude) <= 180
                && !(latitude == 0 && longitude == 0);
    }

    /** Kilometres between two places given in degrees, by the haversine formula; symmetric. */
    static double kilometres(
            double latitude, double longitude, double otherLatitude, double otherLongitude) {
        double north = haversine(Math.toRadians(otherLatitude - latitude));
        double east = haversine(Math.toRadians(otherLongitude - longitude));
        double along = Math.cos(Math.toRadians(latitude)) * Math.cos(Math.toRadians(otherLatitude));
        return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(north + along * east)));
    }

    private static double haversine(double angle) {
        double sine = Math.sin(angle / 2);
        return sine * sine;
    }
}
