package io.entracep.catalogue;

import java.util.List;

/** The catalogue, or what a policy says of a detection, is wrong. Carries every problem at once. */
public final class CatalogueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public CatalogueException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** One line each. */
    public List<String> problems() {
        return problems;
    }
}
