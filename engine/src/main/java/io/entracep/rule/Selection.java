package io.entracep.rule;

import java.util.List;

/** What one search identifier asks for, as read. */
public sealed interface Selection {

    /** Line in the file. */
    int line();

    /** All must hold: a map. */
    record AllOf(int line, List<Selection> parts) implements Selection {
        public AllOf {
            parts = List.copyOf(parts);
        }
    }

    /** One must hold: a list. */
    record AnyOf(int line, List<Selection> parts) implements Selection {
        public AnyOf {
            parts = List.copyOf(parts);
        }
    }

    /** One field, or the whole record where the item's field is empty. */
    record Item(FieldItem item) implements Selection {
        @Override
        public int line() {
            return item.line();
        }
    }
}
