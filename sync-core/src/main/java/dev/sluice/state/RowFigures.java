package dev.sluice.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a folder of rows holds.
///
/// @param rows how many files are remembered
/// @param racyRows how many of these are read again by the next run
/// @param logs how many logs are not in the base yet
/// @param sizeBytes what all files of the folder take
/// @param lastWritten when rows were added last; null where there are none
/// @param isBeingWritten whether a run is writing to it
/// @param damaged how many files and blocks cannot be read
/// @param setAside how many files were set aside since they could not be used
public record RowFigures(
    long rows,
    long racyRows,
    int logs,
    long sizeBytes,
    @Nullable Instant lastWritten,
    boolean isBeingWritten,
    int damaged,
    int setAside) {}
