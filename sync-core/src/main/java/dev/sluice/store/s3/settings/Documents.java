package dev.sluice.store.s3.settings;

import static software.amazon.awssdk.core.protocol.MarshallingKnownType.BOOLEAN;
import static software.amazon.awssdk.core.protocol.MarshallingKnownType.INSTANT;
import static software.amazon.awssdk.core.protocol.MarshallingKnownType.INTEGER;
import static software.amazon.awssdk.core.protocol.MarshallingKnownType.LIST;
import static software.amazon.awssdk.core.protocol.MarshallingKnownType.LONG;
import static software.amazon.awssdk.core.protocol.MarshallingKnownType.SDK_POJO;
import static software.amazon.awssdk.core.protocol.MarshallingKnownType.STRING;

import dev.sluice.model.json.Json;
import dev.sluice.model.json.JsonException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/// The SDK's values as documents, in which each member has the name that AWS gives it, and back:
/// the form that `aws s3api` prints and takes.
final class Documents {

  /// The one header that is a part of what is set.
  private static final String MINIMUM_SIZE = "TransitionDefaultMinimumObjectSize";

  private static final String DATE = "2030-01-31";

  private Documents() {}

  /// What an answer says; what is not set is not there.
  static Json.Document ofAnswer(SdkPojo answer) {
    Map<String, Json> members = new LinkedHashMap<>();
    for (SdkField<?> field : answer.sdkFields()) {
      Object value = field.getValueOrDefault(answer);
      if (field.containsTrait(PayloadTrait.class)) {
        return value instanceof SdkPojo payload ? of(payload) : Json.Document.EMPTY;
      }
      if (field.location() == MarshallLocation.PAYLOAD || field.memberName().equals(MINIMUM_SIZE)) {
        put(members, field.memberName(), value);
      }
    }
    return new Json.Document(members);
  }

  private static Json.Document of(SdkPojo value) {
    Map<String, Json> members = new LinkedHashMap<>();
    for (SdkField<?> field : value.sdkFields()) {
      put(members, field.memberName(), field.getValueOrDefault(value));
    }
    return new Json.Document(members);
  }

  private static void put(Map<String, Json> members, String name, @Nullable Object value) {
    Json document = value == null ? null : of(value);
    // The SDK makes an empty list of none.
    if (document != null && !document.equals(new Json.Array(List.of()))) {
      members.put(name, document);
    }
  }

  private static Json of(Object value) {
    return switch (value) {
      case SdkPojo pojo -> of(pojo);
      case List<?> list -> Json.of(list.stream().map(Documents::of).toList());
      case Boolean truth -> Json.of(truth.booleanValue());
      case Integer number -> Json.of(number.longValue());
      case Long number -> Json.of(number.longValue());
      default -> Json.of(value.toString());
    };
  }

  /// Fills a request with a document.
  ///
  /// @param payload the member of the request that has the document
  /// @throws JsonException if the request has no such thing
  static void fill(SdkPojo request, String payload, Json.Document document) throws JsonException {
    Map<String, Json> rest = new LinkedHashMap<>(document.members());
    Json minimumSize = rest.remove(MINIMUM_SIZE);
    if (minimumSize != null) {
      set(request, MINIMUM_SIZE, minimumSize);
    }
    set(request, payload, new Json.Document(rest));
  }

  private static void set(SdkPojo builder, String name, Json value) throws JsonException {
    for (SdkField<?> field : builder.sdkFields()) {
      if (field.memberName().equals(name)) {
        if (!(value instanceof Json.Nothing)) {
          field.set(builder, value(field, name, value));
        }
        return;
      }
    }
    throw new JsonException(
        "there is no \""
            + name
            + "\"; there are "
            + String.join(", ", builder.sdkFields().stream().map(SdkField::memberName).toList()));
  }

  private static Object value(SdkField<?> field, String name, Json value) throws JsonException {
    MarshallingKnownType type = field.marshallingType().getKnownType();
    try {
      return switch (value) {
        case Json.Document(Map<String, Json> members) when type == SDK_POJO ->
            built(field, members);
        case Json.Array(List<Json> elements) when type == LIST -> {
          SdkField<?> element = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
          List<Object> values = new ArrayList<>();
          for (Json each : elements) {
            values.add(value(element, name, each));
          }
          yield values;
        }
        case Json.Text(String text) when type == STRING -> text;
        case Json.Text(String text) when type == INSTANT ->
            Instant.parse(text.length() == DATE.length() ? text + "T00:00:00Z" : text);
        case Json.Truth(boolean truth) when type == BOOLEAN -> truth;
        case Json.Numeral(BigDecimal number) when type == INTEGER -> number.intValueExact();
        case Json.Numeral(BigDecimal number) when type == LONG -> number.longValueExact();
        default -> throw new JsonException("\"" + name + "\" wants " + wanted(type));
      };
    } catch (ArithmeticException | DateTimeException e) {
      throw new JsonException("\"" + name + "\" has a value that it cannot have");
    }
  }

  private static Object built(SdkField<?> field, Map<String, Json> members) throws JsonException {
    SdkPojo builder = field.constructor().get();
    for (Map.Entry<String, Json> member : members.entrySet()) {
      set(builder, member.getKey(), member.getValue());
    }
    return ((Buildable) builder).build();
  }

  private static String wanted(MarshallingKnownType type) {
    return switch (type) {
      case STRING -> "a string";
      case INSTANT -> "a date such as \"" + DATE + "\"";
      case BOOLEAN -> "true or false";
      case LIST -> "an array";
      case SDK_POJO -> "an object";
      default -> "a whole number";
    };
  }
}
