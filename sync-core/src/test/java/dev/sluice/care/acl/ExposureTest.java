package dev.sluice.care.acl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.care.Subject;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.model.ObjectVersion;
import dev.sluice.model.access.Acl;
import dev.sluice.model.access.BucketAccess;
import dev.sluice.model.access.BucketPolicy;
import dev.sluice.model.access.Grant;
import dev.sluice.model.access.Grantee;
import dev.sluice.model.access.ObjectOwnership;
import dev.sluice.model.access.Permission;
import dev.sluice.model.access.PolicyStatement;
import dev.sluice.model.access.PolicyStatement.Patterns;
import dev.sluice.model.access.PublicAccessBlock;
import dev.sluice.model.access.Setting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExposureTest {

  private static final Grantee.Account OWNER = new Grantee.Account("owner", null);
  private static final Acl PRIVATE =
      new Acl(OWNER, List.of(new Grant(OWNER, Permission.FULL_CONTROL)));

  private static Acl acl(String rights) {
    List<Grant> grants = new ArrayList<>(PRIVATE.grants());
    Stream.of(rights.split(" ", -1))
        .filter(text -> !text.isEmpty())
        .map(text -> text.replace("accounts", Grantee.Group.AUTHENTICATED_USERS.uri()))
        .map(Right::parse)
        .forEach(right ->
            right.permissions().forEach(each -> grants.add(new Grant(right.grantee(), each))));
    return new Acl(OWNER, grants);
  }

  private static Subject current(String key) {
    return new Subject.Current(Entry.ofObject(Key.of(key), 1, Instant.EPOCH, "e", null));
  }

  private static Subject version(String key, boolean isLatest) {
    return new Subject.Version(
        new ObjectVersion(Key.of(key), "v", isLatest, false, 1, Instant.EPOCH, "e", null, null));
  }

  /// A bucket of which nothing is set but what a word says.
  private static BucketAccess bucket(String set) {
    Setting<ObjectOwnership> ownership = new Setting.None<>();
    Setting<PublicAccessBlock> block = new Setting.None<>();
    Setting<BucketPolicy> policy = new Setting.None<>();
    Setting<Boolean> isPublic = new Setting.None<>();
    List<PolicyStatement> statements = new ArrayList<>();
    for (String word : set.split(" ", -1)) {
      switch (word) {
        case "" -> {}
        case "enforced" -> ownership = new Setting.Is<>(ObjectOwnership.BUCKET_OWNER_ENFORCED);
        case "preferred" -> ownership = new Setting.Is<>(ObjectOwnership.BUCKET_OWNER_PREFERRED);
        case "blocks" -> block = new Setting.Is<>(new PublicAccessBlock(true, false, true, false));
        case "ignores" ->
            block = new Setting.Is<>(new PublicAccessBlock(false, true, false, false));
        case "restricts" ->
            block = new Setting.Is<>(new PublicAccessBlock(false, false, false, true));
        case "hidden-policy" -> policy = new Setting.Hidden<>("denied");
        case "public" -> isPublic = new Setting.Is<>(true);
        case "not-public" -> isPublic = new Setting.Is<>(false);
        default -> statements.add(statement(word));
      }
    }
    if (!statements.isEmpty()) {
      policy = new Setting.Is<>(new BucketPolicy(statements));
    }
    return new BucketAccess("b", new Setting.Is<>(PRIVATE), ownership, block, policy, isPublic);
  }

  /// `allow:s3:GetObject:img/*`, with `?` behind it under conditions.
  private static PolicyStatement statement(String word) {
    boolean hasConditions = word.endsWith("~");
    String[] parts = (hasConditions ? word.substring(0, word.length() - 1) : word).split("=", -1);
    return new PolicyStatement(
        parts[0].equals("allow"),
        true,
        new Patterns(List.of(parts[1]), false),
        new Patterns(List.of("arn:aws:s3:::b/" + parts[2]), false),
        hasConditions);
  }

  @ParameterizedTest
  @CsvSource({
    // what is set for the bucket, the object's rights, who reaches it, whether anybody reads it
    "'', '', NOBODY, false",
    "'', read:anon, EVERYBODY, true",
    "'', full_control:anon, EVERYBODY, true",
    "'', read:accounts, ACCOUNTS, false",
    "'', read:accounts read:anon, EVERYBODY, true",
    "'', read:somebody, NOBODY, false",
    "'', write:anon, NOBODY, false",
    "'', write_acp:anon, EVERYBODY, false",
    "'', read_acp:anon, EVERYBODY, false",
    "enforced, read:anon, NOBODY, false",
    "preferred, read:anon, EVERYBODY, true",
    "ignores, read:anon, NOBODY, false",
    "blocks, read:anon, EVERYBODY, true",
    "restricts, read:anon, EVERYBODY, true",
    "allow=s3:GetObject=*, '', EVERYBODY, true",
    "allow=s3:*=*, '', EVERYBODY, true",
    "allow=S3:getobject=*, '', EVERYBODY, true",
    "allow=s3:GetObject=img/*, '', EVERYBODY, true",
    "allow=s3:GetObject=doc/*, '', NOBODY, false",
    "allow=s3:GetObject=img/?, '', EVERYBODY, true",
    "allow=s3:PutObject=*, '', NOBODY, false",
    "allow=s3:GetObject=${aws:userid}/*, '', CONDITIONAL, ",
    "allow=s3:GetObject=*~, '', CONDITIONAL, ",
    "allow=s3:GetObject=*~ public, '', CONDITIONAL, ",
    "allow=s3:GetObject=*~ not-public, '', NOBODY, ",
    "restricts allow=s3:GetObject=*, '', NOBODY, false",
    "restricts allow=s3:GetObject=*~, '', NOBODY, false",
    "blocks allow=s3:GetObject=*, '', EVERYBODY, true",
    "enforced allow=s3:GetObject=*, '', EVERYBODY, true",
    "allow=s3:GetObject=* deny=s3:GetObject=img/*, '', NOBODY, false",
    "deny=s3:GetObject=*, read:anon, NOBODY, false",
    "deny=s3:GetObject=*, full_control:anon, EVERYBODY, false",
    "deny=s3:GetObject=*~, read:anon, EVERYBODY, ",
    "allow=s3:GetObject=* deny=s3:GetObject=*~, '', CONDITIONAL, ",
    "hidden-policy, '', NOBODY, ",
    "hidden-policy public, '', CONDITIONAL, ",
    "hidden-policy, read:anon, EVERYBODY, ",
  })
  void is_reached_by_all_that_is_set_together(
      String set, String rights, Reach reach, Boolean isReadByAnybody) {
    Judgement judgement = new Exposure(bucket(set)).of(current("img/a"), acl(rights));
    assertThat(judgement.reach()).isEqualTo(reach);
    assertThat(judgement.isReadByAnybody()).isEqualTo(isReadByAnybody);
  }

  @Test
  void an_old_version_is_read_by_another_right() {
    Exposure exposure = new Exposure(bucket("allow=s3:GetObject=*"));
    assertThat(exposure.of(version("a", false), PRIVATE).reach()).isEqualTo(Reach.NOBODY);
    assertThat(exposure.of(version("a", true), PRIVATE).reach()).isEqualTo(Reach.EVERYBODY);
    Exposure ofVersions = new Exposure(bucket("allow=s3:GetObjectVersion=*"));
    assertThat(ofVersions.of(version("a", false), PRIVATE).isReadByAnybody()).isTrue();
    assertThat(ofVersions.of(version("a", true), PRIVATE).reach()).isEqualTo(Reach.EVERYBODY);
    assertThat(ofVersions.of(version("a", true), PRIVATE).isReadByAnybody()).isFalse();
    assertThat(ofVersions.of(current("a"), PRIVATE).reach()).isEqualTo(Reach.NOBODY);
  }

  @Test
  void says_what_has_no_effect_and_why() {
    Judgement judgement = new Exposure(bucket("ignores")).of(current("a"), acl("read:anon"));
    assertThat(judgement.isVoid()).isTrue();
    assertThat(judgement.text())
        .isEqualTo(
            "AllUsers: READ without effect: the public access block ignores public lists"
                + " (IgnorePublicAcls)");
    assertThat(new Exposure(bucket("ignores")).of(current("a"), PRIVATE).isVoid()).isFalse();
  }

  @Test
  void says_what_anybody_can_do_with_the_bucket() {
    BucketAccess plain = bucket("allow=s3:PutObject=*");
    BucketAccess listed =
        new BucketAccess(
            "b",
            new Setting.Is<>(acl("read:anon")),
            plain.ownership(),
            plain.block(),
            plain.policy(),
            plain.isPolicyPublic());
    assertThat(new Exposure(listed).ofBucket())
        .extracting(BucketFinding::text)
        .containsExactly(
            "everybody can list what is in it, by its access control list",
            "everybody can write or delete objects in it, by its policy");
    assertThat(new Exposure(bucket("")).ofBucket()).isEmpty();
    assertThat(new Exposure(bucket("restricts allow=s3:PutObject=*")).ofBucket()).isEmpty();
  }
}
