package drolt.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Parses YAML into {@link Node}s that remember their lines.
 *
 * <p>A subset on purpose: one document, no aliases, no tags, no key twice, bounded depth and size.
 */
final class YamlTree {
    static final int MOST_CHARACTERS = 1 << 20;
    static final int DEEPEST = 40;
    private static final String REQUIRED_TAG = "required";
    private static final YAMLFactory FACTORY = YAMLFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private final YAMLParser parser;
    private final Origin document;
    private final boolean isReference;

    private YamlTree(YAMLParser parser, Origin document, boolean isReference) {
        this.parser = parser;
        this.document = document;
        this.isReference = isReference;
    }

    /**
     * Parses a user's file.
     *
     * @param name how messages call it
     * @return the root; empty for an empty file
     * @throws ConfigException at the first mistake, with its line
     */
    static Node.Mapping parseFile(String text, String name) {
        return root(parse(text, Origin.inFile(name, 1), false));
    }

    /** Parses a reference file, in which {@code key: !required}, on a line of its own, documents a key that has no default. */
    static Node.Mapping parseReference(String text, String name) {
        return root(parse(text, Origin.inFile(name, 1), true));
    }

    /** Parses the value of an override; all of it is said to stand at {@code origin}. */
    static Node parseValue(String text, Origin origin) {
        return parse(text, origin, false);
    }

    private static Node.Mapping root(Node node) {
        if (node instanceof Node.Mapping mapping) {
            return mapping;
        }
        if (node instanceof Node.Scalar scalar && scalar.isNull()) {
            return Node.Mapping.of(Map.of(), node.origin());
        }
        throw node.origin().error("", "the file must hold keys and values, not " + node.description());
    }

    private static Node parse(String text, Origin document, boolean isReference) {
        if (text.length() > MOST_CHARACTERS) {
            throw document.error("", "is longer than " + MOST_CHARACTERS + " characters; this cannot be a recipe");
        }
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try (YAMLParser parser = (YAMLParser) FACTORY.createParser(ObjectReadContext.empty(), content)) {
            return new YamlTree(parser, document, isReference).document();
        } catch (JacksonException e) {
            throw brokenSyntax(e, document);
        } catch (ConfigException e) {
            throw e;
        } catch (RuntimeException e) { // the YAML library's own slips on malformed input, such as a huge escape
            throw document.error("", "is not valid YAML", e);
        }
    }

    private Node document() {
        JsonToken first = parser.nextToken();
        if (first == null) {
            return new Node.Scalar("", Node.Form.NULL, document);
        }
        Node node = value(
                first, document.override() == null ? "" : document.override().path(), here());
        if (parser.nextToken() != null) {
            throw here().error("", "a second document begins here; everything must stand in one");
        }
        return node;
    }

    private Node value(JsonToken token, String path, Origin origin) {
        if (parser.isCurrentAlias()) {
            throw here().error(path, "aliases (*) are not supported; write the value out");
        }
        Object tag = parser.getTypeId();
        if (tag != null) {
            if (isReference && tag.equals(REQUIRED_TAG) && token.isScalarValue()) {
                return new Node.Scalar("", Node.Form.REQUIRED, origin);
            }
            throw here().error(path, "tags (!) are not supported; write the value without");
        }
        if (token == JsonToken.START_OBJECT) {
            return mapping(path, origin);
        }
        return token == JsonToken.START_ARRAY ? sequence(path, origin) : scalar(token, path, origin);
    }

    private Node.Mapping mapping(String path, Origin origin) {
        Map<String, Node> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            String keyPath = path.isEmpty() ? key : path + "." + key;
            Origin keyOrigin = here();
            Node before = entries.get(key);
            if (before != null) {
                throw keyOrigin.error(
                        keyPath,
                        "given twice"
                                + (keyOrigin.isOverride()
                                        ? ""
                                        : ", first in line " + before.origin().line()) + "; delete one");
            }
            entries.put(key, value(parser.nextToken(), keyPath, keyOrigin));
        }
        return Node.Mapping.of(entries, origin);
    }

    private Node.Sequence sequence(String path, Origin origin) {
        List<Node> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(token, path + "." + items.size(), here()));
        }
        return new Node.Sequence(items, origin);
    }

    private Node.Scalar scalar(JsonToken token, String path, Origin origin) {
        Node.Form form = switch (token) {
            case VALUE_NULL -> Node.Form.NULL;
            case VALUE_TRUE, VALUE_FALSE -> Node.Form.BOOLEAN;
            case VALUE_NUMBER_INT -> Node.Form.INTEGER;
            case VALUE_NUMBER_FLOAT -> Node.Form.DECIMAL;
            case VALUE_STRING -> Node.Form.TEXT;
            default -> throw here().error(path, "expected a value");
        };
        return new Node.Scalar(form == Node.Form.NULL ? "" : parser.getString(), form, origin);
    }

    private Origin here() {
        return document.isOverride()
                ? document
                : Origin.inFile(
                        document.name(),
                        Math.max(1, parser.currentTokenLocation().getLineNr()));
    }

    private static ConfigException brokenSyntax(JacksonException e, Origin document) {
        if (e instanceof StreamConstraintsException) {
            return document.error(
                    "", "is nested deeper than " + DEEPEST + " levels or holds a number too long to read", e);
        }
        int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
        int column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
        String problem = e.getOriginalMessage();
        if (e.getCause() instanceof MarkedYamlEngineException marked) {
            @Nullable Mark mark = marked.getProblemMark().orElse(null);
            line = mark == null ? line : mark.getLine() + 1;
            column = mark == null ? column : mark.getColumn() + 1;
            problem = marked.getProblem();
        }
        Origin origin = document.isOverride() ? document : Origin.inFile(document.name(), Math.max(1, line));
        String where = document.isOverride() ? "" : "column " + Math.max(1, column) + ": ";
        return origin.error("", where + "this is not valid YAML: " + Quoting.cut(String.valueOf(problem)), e);
    }
}
