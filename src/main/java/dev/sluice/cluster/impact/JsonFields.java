package dev.sluice.cluster.impact;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads the fields of a JSON object as they come. */
final class JsonFields {

    private JsonFields() {}

    /** Takes the value of a field; the parser is at its first token. */
    interface FieldSink {
        void take(String name) throws IOException;
    }

    /** @throws IOException if there is no object, or it breaks off */
    static void each(JsonParser parser, JsonToken first, FieldSink field) throws IOException {
        require(first == JsonToken.START_OBJECT, "it holds no object where one is expected");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            field.take(name);
        }
        require(parser.currentToken() == JsonToken.END_OBJECT, "it breaks off");
    }

    /** @throws IOException saying why the answer is not as it should be */
    static void require(boolean holds, String otherwise) throws IOException {
        if (!holds) {
            throw new IOException("an answer is not as it should be: " + otherwise);
        }
    }
}
