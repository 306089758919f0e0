package io.entracep.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.WriterOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * {@code report.html}: one file that needs no network. The templates are compiled by the build and
 * escape every value for the place where it stands; a content security policy lets run only the
 * script that is part of it.
 */
final class HtmlReport {
    private static final String PACKAGE = "io.entracep.report.templates";

    private HtmlReport() {}

    static void write(Results results, Path file) throws IOException {
        TemplateEngine engine =
                TemplateEngine.createPrecompiled(
                        null, ContentType.Html, HtmlReport.class.getClassLoader(), PACKAGE);
        engine.setTrimControlStructures(true);
        Page page = Page.of(results, resource("report.css"), resource("report.js"));
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            engine.render("report.jte", Map.of("page", page), new WriterOutput(out));
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        HtmlReport.class.getResourceAsStream("/report/" + name),
                        "no " + name + " on the class path")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
