package dev.sluice.model.settings;

import dev.sluice.model.json.Json;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What is wanted of one setting.
public sealed interface Wish {

  /// Of which.
  BucketSetting setting();

  /// That it is this document, whatever it is now.
  ///
  /// @param document null for that nothing is set
  record Whole(BucketSetting setting, Json.@Nullable Document document) implements Wish {}

  /// That part of it is something; what else it has, stays, so that it must be known.
  ///
  /// @param edit gives the document that has it, from the one that there is, which is empty where
  ///   nothing is set; the same again from its own result
  record Part(BucketSetting setting, UnaryOperator<Json.Document> edit) implements Wish {}
}
