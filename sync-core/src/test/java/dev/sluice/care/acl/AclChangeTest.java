package dev.sluice.care.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.care.acl.AclChange.Visibility;
import dev.sluice.model.access.Acl;
import dev.sluice.model.access.Grant;
import dev.sluice.model.access.Grantee;
import dev.sluice.model.access.Permission;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AclChangeTest {

  private static final Grantee.Account OWNER = new Grantee.Account("owner", null);

  /// Reads `read:anon full_control:owner`.
  private static Acl acl(String grants) {
    return new Acl(
        OWNER,
        Stream.of(grants.split(" ", -1))
            .filter(text -> !text.isEmpty())
            .map(Right::parse)
            .map(right ->
                new Grant(right.grantee(), right.permissions().stream().findFirst().orElseThrow()))
            .toList());
  }

  private static final String EVERY_ACCOUNT =
      "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";
  private static final String LOGS = "http://acs.amazonaws.com/groups/s3/LogDelivery";

  private static AclChange change(Visibility visibility, String grants, String revokes) {
    return new AclChange(visibility, rights(grants), rights(revokes));
  }

  private static List<Right> rights(String texts) {
    return Stream.of(texts.split(" ", -1))
        .filter(text -> !text.isEmpty())
        .map(Right::parse)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    // before, what, given, taken, after
    "full_control:owner, PRIVATE, '', '', full_control:owner",
    "full_control:owner read:anon, PRIVATE, '', '', full_control:owner",
    "read:anon write:anon read_acp:anon write_acp:anon full_control:anon, PRIVATE, '', '', ''",
    "full_control:owner read:" + EVERY_ACCOUNT + ", PRIVATE, '', '', full_control:owner",
    "full_control:owner read:other write:"
        + LOGS
        + ", PRIVATE, '', '',"
        + " full_control:owner read:other write:"
        + LOGS,
    "full_control:owner, PUBLIC, '', '', full_control:owner read:anon",
    "full_control:owner read:anon, PUBLIC, '', '', full_control:owner read:anon",
    "full_control:anon, PUBLIC, '', '', full_control:anon",
    "read:" + EVERY_ACCOUNT + ", PUBLIC, '', '', read:" + EVERY_ACCOUNT + " read:anon",
    "full_control:owner, AS_IT_IS, read:other, '', full_control:owner read:other",
    "full_control:owner read:other, AS_IT_IS, read:other, '', full_control:owner read:other",
    "full_control:other, AS_IT_IS, read:other, '', full_control:other",
    "read:other, AS_IT_IS, all:other, '', read:other full_control:other",
    "read:other write:other, AS_IT_IS, '', read:other, write:other",
    "read:other write:other read:third, AS_IT_IS, '', all:other, read:third",
    "read:anon, AS_IT_IS, '', read:anon, ''",
    "read:other, AS_IT_IS, '', write:other, read:other",
    "full_control:owner, AS_IT_IS, read:other, read:other, full_control:owner",
    "read:anon, PRIVATE, read:other, '', read:other",
    "full_control:owner, PRIVATE, read:anon, '', full_control:owner read:anon",
  })
  void gives_and_takes(
      String before, Visibility visibility, String given, String taken, String after) {
    assertThat(change(visibility, given, taken).applied(acl(before)).grants())
        .containsExactlyElementsOf(acl(after).grants());
  }

  @Test
  void to_take_one_right_of_whoever_has_all_leaves_the_others() {
    assertThat(
            change(Visibility.AS_IT_IS, "", "read:anon").applied(acl("full_control:anon")).grants())
        .extracting(Grant::permission)
        .containsExactlyInAnyOrder(Permission.WRITE, Permission.READ_ACP, Permission.WRITE_ACP);
  }

  @Test
  void an_address_is_that_of_the_account_that_shows_it() {
    Grant shown = new Grant(new Grantee.Account("77", "Me@Example.com"), Permission.READ);
    Acl acl = new Acl(OWNER, List.of(shown));
    assertThat(change(Visibility.AS_IT_IS, "read:me@example.com", "").isIn(acl)).isTrue();
    assertThat(change(Visibility.AS_IT_IS, "", "all:me@example.com").applied(acl).grants())
        .isEmpty();
    assertThat(change(Visibility.AS_IT_IS, "", "all:you@example.com").isIn(acl)).isTrue();
  }

  @Test
  void the_owner_stays_who_it_is() {
    assertThat(AclChange.toPrivate().applied(acl("read:anon")).owner()).isEqualTo(OWNER);
  }

  @Test
  void says_what_changes_and_nothing_where_nothing_does() {
    assertThat(AclChange.toPrivate().difference(acl("full_control:owner read:anon")))
        .isEqualTo("AllUsers: READ taken away");
    assertThat(change(Visibility.PUBLIC, "", "").difference(acl("full_control:owner")))
        .isEqualTo("AllUsers: READ given");
    assertThat(AclChange.toPrivate().difference(acl("full_control:owner"))).isNull();
  }

  @Test
  void knows_what_lets_anybody_in() {
    assertThat(change(Visibility.PUBLIC, "", "").opens()).isTrue();
    assertThat(change(Visibility.AS_IT_IS, "read:anon", "").opens()).isTrue();
    assertThat(change(Visibility.AS_IT_IS, "read:other", "").opens()).isFalse();
    assertThat(change(Visibility.PRIVATE, "", "read:anon").opens()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "read", "read:", ":anon", "browse:anon", "read:no body"})
  void what_is_no_right_is_refused(String text) {
    assertThatThrownBy(() -> Right.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
