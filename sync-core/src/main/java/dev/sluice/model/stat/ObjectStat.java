package dev.sluice.model.stat;

import dev.sluice.model.Checksum;
import dev.sluice.model.Entry;
import dev.sluice.model.access.Acl;
import dev.sluice.model.access.Setting;
import java.util.List;
import java.util.SortedMap;

/// All that a service tells of one object, as it was when it was asked: one question after another.
///
/// @param entry by its whole key: size, ETag, time, storage class
/// @param described what its headers say
/// @param checksums by which the service vouches for its content
/// @param parts that it was written in; none of an object that was written in one go
/// @param tags by name
/// @param acl who may do what with it
/// @param retention until when it may not be deleted
/// @param legalHold whether it may not be deleted until that is taken back
/// @param versions of its key
public record ObjectStat(
    Entry entry,
    Setting<Described> described,
    Setting<List<Checksum>> checksums,
    Setting<WrittenParts> parts,
    Setting<SortedMap<String, String>> tags,
    Setting<Acl> acl,
    Setting<Retention> retention,
    Setting<Boolean> legalHold,
    Setting<KeyVersions> versions) {}
