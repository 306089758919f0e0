package io.entracep.scenario;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes outcomes as JUnit XML, one suite for each folder. */
final class JUnitReport {
    private JUnitReport() {}

    /**
     * Writes the file, with its folders.
     *
     * @throws IOException where it cannot be written
     */
    static void write(List<Outcome> outcomes, Path file) throws IOException {
        if (file.getParent() != null) {
            Files.createDirectories(file.getParent());
        }
        Map<String, List<Outcome>> suites =
                outcomes.stream()
                        .collect(
                                Collectors.groupingBy(
                                        outcome -> outcome.scenario().folder(),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        try (OutputStream out = Files.newOutputStream(file)) {
            XMLStreamWriter xml =
                    XMLOutputFactory.newInstance().createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            for (Map.Entry<String, List<Outcome>> suite : suites.entrySet()) {
                suite(xml, suite.getKey(), suite.getValue());
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException("cannot write " + file, e);
        }
    }

    private static void suite(XMLStreamWriter xml, String name, List<Outcome> outcomes)
            throws XMLStreamException {
        long failed = outcomes.stream().filter(outcome -> !outcome.passed()).count();
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", name);
        xml.writeAttribute("tests", Integer.toString(outcomes.size()));
        xml.writeAttribute("failures", Long.toString(failed));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", "0");
        for (Outcome outcome : outcomes) {
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", name);
            xml.writeAttribute("name", outcome.name());
            if (!outcome.passed()) {
                xml.writeStartElement("failure");
                xml.writeAttribute("message", outcome.scenario().description());
                xml.writeCharacters(legal(String.join("\n", outcome.failures())));
                xml.writeEndElement();
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** Without the control characters that XML cannot hold: alerts quote what logs say. */
    private static String legal(String text) {
        return text.replaceAll("[^\\t\\n\\x20-\\uD7FF\\uE000-\\uFFFD]", "?");
    }
}
