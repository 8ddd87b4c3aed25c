package dev.sluice.model.access;

/// What of public access a bucket refuses, whatever lists and policies say.
///
/// @param blocksAcls whether no new public list is taken; those that there are stay as they are
/// @param ignoresAcls whether public lists have no effect
/// @param blocksPolicies whether no new public policy is taken
/// @param restrictsPolicies whether a public policy has no effect on anybody but the account
public record PublicAccessBlock(
    boolean blocksAcls, boolean ignoresAcls, boolean blocksPolicies, boolean restrictsPolicies) {}
