package dev.sluice.store.s3;

import static dev.sluice.store.s3.EmbeddedS3.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.Key;
import dev.sluice.model.access.Acl;
import dev.sluice.model.access.CannedAcl;
import dev.sluice.model.access.Grant;
import dev.sluice.model.access.Grantee;
import dev.sluice.model.access.Permission;
import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.Operation;
import dev.sluice.store.Acls;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.s3.config.ClientKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class S3AclsTest {

  /// By what requests are sent.
  ClientKind kind() {
    return ClientKind.LIGHT;
  }

  private static final Key KEY = Key.of("a b+c&d");

  private EmbeddedS3 s3;
  private Acls acls;

  @BeforeEach
  void start() throws Exception {
    s3 = new EmbeddedS3(kind());
    acls = s3.store("p/").acls().orElseThrow();
    s3.put("p/" + KEY.value(), "content");
  }

  @AfterEach
  void stop() {
    s3.close();
  }

  @Test
  void a_new_object_is_its_owners_alone() throws Exception {
    Acl acl = acls.read(KEY, null);
    assertThat(acl.grants()).containsExactly(new Grant(acl.owner(), Permission.FULL_CONTROL));
    assertThat(acl.isPublic()).isFalse();
  }

  @Test
  void every_name_gives_what_the_service_makes_of_it() throws Exception {
    acls.write(KEY, null, CannedAcl.PUBLIC_READ);
    Acl everybody = acls.read(KEY, null);
    assertThat(everybody.isPublic()).isTrue();
    assertThat(everybody.grants()).contains(new Grant(Grantee.Group.ALL_USERS, Permission.READ));
    acls.write(KEY, null, CannedAcl.AUTHENTICATED_READ);
    assertThat(acls.read(KEY, null).grants())
        .contains(new Grant(Grantee.Group.AUTHENTICATED_USERS, Permission.READ));
    acls.write(KEY, null, CannedAcl.PRIVATE);
    assertThat(acls.read(KEY, null).grants()).hasSize(1);
  }

  @Test
  void what_was_read_is_written_back_without_the_public_alone() throws Exception {
    Grantee.Account owner = acls.read(KEY, null).owner();
    Grant another = new Grant(new Grantee.Account("0123456789abcdef", null), Permission.READ);
    List<Grant> grants =
        new ArrayList<>(
            Stream.of(Permission.values())
                .map(permission -> new Grant(Grantee.Group.ALL_USERS, permission))
                .toList());
    grants.add(another);
    grants.add(new Grant(Grantee.Group.LOG_DELIVERY, Permission.WRITE));
    grants.add(new Grant(owner, Permission.FULL_CONTROL));
    acls.write(KEY, null, new Acl(owner, grants));
    Acl read = acls.read(KEY, null);
    assertThat(read.grants()).containsExactlyElementsOf(grants);
    acls.write(KEY, null, read.without(grant -> grant.grantee().isPublic()));
    assertThat(acls.read(KEY, null).grants())
        .containsExactly(
            another,
            new Grant(Grantee.Group.LOG_DELIVERY, Permission.WRITE),
            new Grant(owner, Permission.FULL_CONTROL));
  }

  @Test
  void an_old_version_has_a_list_of_its_own() throws Exception {
    s3.server.keepVersions(BUCKET);
    acls.write(KEY, null, CannedAcl.PUBLIC_READ);
    s3.put("p/" + KEY.value(), "another");
    assertThat(acls.read(KEY, null).isPublic()).isFalse();
    assertThat(acls.read(KEY, "null").isPublic()).isTrue();
    acls.write(KEY, "null", CannedAcl.PRIVATE);
    assertThat(acls.read(KEY, "null").isPublic()).isFalse();
  }

  @Test
  void of_what_is_not_there_none_is_read_or_written() {
    assertThatThrownBy(() -> acls.read(Key.of("absent"), null))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
    assertThatThrownBy(() -> acls.write(Key.of("absent"), null, CannedAcl.PRIVATE))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
  }

  @Test
  void a_grant_that_is_not_understood_is_never_left_out() {
    s3.server
        .faults()
        .on(Operation.GET_OBJECT_ACL)
        .then(
            Fault.rewrite(
                answer -> answer.withText(answer.text().replace("FULL_CONTROL", "NEW_RIGHT"))));
    assertThatThrownBy(() -> acls.read(KEY, null))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CORRUPT));
  }

  @Test
  void an_answer_that_is_a_page_sets_nothing() {
    s3.server
        .faults()
        .on(Operation.PUT_OBJECT_ACL)
        .then(Fault.rewrite(answer -> answer.withText("<html>welcome</html>")));
    assertThatThrownBy(() -> acls.write(KEY, null, CannedAcl.PRIVATE))
        .isInstanceOf(StoreException.class);
  }
}
