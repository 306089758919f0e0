package io.entracep.detections.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class GreatCircleTest {
    @Test
    void knowsTheWayFromBerlinToSydney() {
        assertThat(GreatCircle.kilometres(52.52, 13.405, -33.8688, 151.2093))
                .isCloseTo(16_095, within(1.0));
    }

    @Test
    void refusesUnknownPlaces() {
        assertThat(GreatCircle.isPlace(Double.NaN, 13)).isFalse();
        assertThat(GreatCircle.isPlace(52, Double.NaN)).isFalse();
        assertThat(GreatCircle.isPlace(0, 0)).isFalse();
        assertThat(GreatCircle.isPlace(91, 0)).isFalse();
        assertThat(GreatCircle.isPlace(0, 13)).isTrue();
    }

    @Property
    void isSymmetricAndAtMostHalfTheEquator(
            @ForAll @DoubleRange(min = -90, max = 90) double latitude,
            @ForAll @DoubleRange(min = -180, max = 180) double longitude,
            @ForAll @DoubleRange(min = -90, max = 90) double otherLatitude,
            @ForAll @DoubleRange(min = -180, max = 180) double otherLongitude) {
        double there = GreatCircle.kilometres(latitude, longitude, otherLatitude, otherLongitude);
        double back = GreatCircle.kilometres(otherLatitude, otherLongitude, latitude, longitude);

        assertThat(there).isBetween(0.0, 20_016.0).isCloseTo(back, within(1e-6));
    }
}
