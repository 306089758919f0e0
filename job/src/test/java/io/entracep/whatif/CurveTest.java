package io.entracep.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.whatif.Curve.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurveTest {
    @Test
    void theKneeIsWhereTheCurveBendsMost() {
        assertThat(
                        Curve.knee(
                                List.of(
                                        new Point(2, 100),
                                        new Point(4, 20),
                                        new Point(6, 12),
                                        new Point(10, 8),
                                        new Point(20, 2))))
                .isEqualTo(1);
    }

    @Test
    void aStraightOrAFlatCurveHasNone() {
        assertThat(Curve.knee(List.of(new Point(1, 30), new Point(2, 20), new Point(3, 10))))
                .isEqualTo(-1);
        assertThat(Curve.knee(List.of(new Point(1, 5), new Point(2, 5), new Point(3, 5))))
                .isEqualTo(-1);
        assertThat(Curve.knee(List.of(new Point(1, 5)))).isEqualTo(-1);
    }
}
