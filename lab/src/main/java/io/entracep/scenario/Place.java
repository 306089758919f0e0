package io.entracep.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** A city as the logs tell it, so that a scenario need not give coordinates. */
record Place(String city, String state, String country, double latitude, double longitude) {
    /** Where people are unless a line says otherwise. */
    static final String DEFAULT = "Amsterdam";

    static final Map<String, Place> BY_CITY = new LinkedHashMap<>();

    static {
        add("Amsterdam", "Noord-Holland", "NL", 52.37, 4.89);
        add("Berlin", "Berlin", "DE", 52.52, 13.41);
        add("London", "England", "GB", 51.51, -0.13);
        add("Paris", "Ile-de-France", "FR", 48.86, 2.35);
        add("Madrid", "Madrid", "ES", 40.42, -3.70);
        add("New York", "New York", "US", 40.71, -74.01);
        add("Seattle", "Washington", "US", 47.61, -122.33);
        add("Sao Paulo", "Sao Paulo", "BR", -23.55, -46.63);
        add("Nairobi", "Nairobi", "KE", -1.29, 36.82);
        add("Singapore", "Central Singapore", "SG", 1.35, 103.82);
        add("Tokyo", "Tokyo", "JP", 35.68, 139.69);
        add("Sydney", "New South Wales", "AU", -33.87, 151.21);
    }

    /**
     * Writes the {@code location} of a sign-in: of {@code place}, a known city; or of {@code
     * country}, {@code state} and {@code city} as given, with coordinates where the line gives
     * them.
     */
    static void write(Section line, ObjectNode location) {
        String country = line.text("country");
        String name = line.text("place", DEFAULT);
        String city = line.text("city");
        String state = line.text("state");
        String coordinates = line.text("coordinates");
        Place place = BY_CITY.get(name);
        if (place == null) {
            line.fault("place", "one of " + String.join(", ", BY_CITY.keySet()));
            return;
        }
        boolean named = country == null && city == null && state == null;
        location.put("city", named ? place.city : city == null ? "" : city)
                .put("state", named ? place.state : state == null ? "" : state)
                .put("countryOrRegion", named ? place.country : country == null ? "" : country);
        ObjectNode geo = location.putObject("geoCoordinates");
        if (coordinates != null) {
            write(line, coordinates, geo);
        } else if (named) {
            geo.put("latitude", place.latitude).put("longitude", place.longitude);
        }
    }

    private static void write(Section line, String coordinates, ObjectNode geo) {
        try {
            String[] parts = coordinates.split(",");
            geo.put("latitude", Double.parseDouble(parts[0].strip()))
                    .put("longitude", Double.parseDouble(parts[1].strip()));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            line.fault("coordinates", "latitude and longitude, such as 52.37, 4.89");
        }
    }

    private static void add(
            String city, String state, String country, double latitude, double longitude) {
        BY_CITY.put(city, new Place(city, state, country, latitude, longitude));
    }
}
