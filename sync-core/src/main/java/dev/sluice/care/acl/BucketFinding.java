package dev.sluice.care.acl;

/// Something that anybody can do with a bucket.
///
/// @param reach who
/// @param deed what, in words that follow "can"
/// @param way by what
public record BucketFinding(Reach reach, String deed, Way way) {

  /// By what somebody has a right.
  public enum Way {
    /// The access control list.
    ACL("its access control list"),
    /// The policy.
    POLICY("its policy");

    private final String text;

    Way(String text) {
      this.text = text;
    }
  }

  /// As a line that follows the bucket's address.
  public String text() {
    return reach.text() + " can " + deed + ", by " + way.text;
  }
}
