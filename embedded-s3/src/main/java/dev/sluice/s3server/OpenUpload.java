package dev.sluice.s3server;

import java.util.List;

/// A multipart upload that was begun and neither completed nor aborted.
///
/// @param partNumbers numbers of the parts that have arrived, ascending
public record OpenUpload(String key, String uploadId, List<Integer> partNumbers) {}
