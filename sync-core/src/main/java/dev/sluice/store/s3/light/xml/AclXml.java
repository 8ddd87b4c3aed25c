package dev.sluice.store.s3.light.xml;

import dev.sluice.model.access.Acl;
import dev.sluice.model.access.Grant;
import dev.sluice.model.access.Grantee;
import dev.sluice.model.access.Permission;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.http.HttpAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The XML of access control lists.
public final class AclXml {

  private AclXml() {}

  /// What asks to put a list in place.
  public static String of(Acl acl) {
    StringBuilder xml =
        new StringBuilder(256 + 256 * acl.grants().size())
            .append(
                "<AccessControlPolicy xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Owner>");
    element("ID", acl.owner().id(), xml);
    xml.append("</Owner><AccessControlList>");
    for (Grant grant : acl.grants()) {
      xml.append("<Grant><Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"");
      switch (grant.grantee()) {
        case Grantee.Account account -> {
          xml.append(" xsi:type=\"CanonicalUser\">");
          element("ID", account.id(), xml);
        }
        case Grantee.Group group -> {
          xml.append(" xsi:type=\"Group\">");
          element("URI", group.uri(), xml);
        }
        case Grantee.Email email -> {
          xml.append(" xsi:type=\"AmazonCustomerByEmail\">");
          element("EmailAddress", email.address(), xml);
        }
      }
      xml.append("</Grantee>");
      element("Permission", grant.permission().name(), xml);
      xml.append("</Grant>");
    }
    return xml.append("</AccessControlList></AccessControlPolicy>").toString();
  }

  private static void element(String name, String text, StringBuilder xml) {
    xml.append('<').append(name).append('>');
    DeleteXml.escape(text, xml);
    xml.append("</").append(name).append('>');
  }

  /// Reads the answer.
  ///
  /// @throws FaultException if it does not say whose it is, or whom it allows what
  public static Acl read(HttpAnswer answer) throws IOException {
    XmlPull xml = AnswerXml.open(answer, "AccessControlPolicy");
    Grantee.Account owner = null;
    List<Grant> grants = null;
    while (AnswerXml.hasNext(xml)) {
      if (xml.is("Owner")) {
        owner = grantee(xml) instanceof Grantee.Account account ? account : null;
      } else if (xml.is("AccessControlList")) {
        grants = new ArrayList<>();
        while (AnswerXml.hasNext(xml)) {
          if (xml.is("Grant")) {
            grants.add(grant(xml));
          } else {
            xml.readText();
          }
        }
      } else {
        xml.readText();
      }
    }
    if (owner == null || grants == null) {
      throw FaultException.corrupt("the answer does not say who may do what");
    }
    return new Acl(owner, grants);
  }

  private static Grant grant(XmlPull xml) throws IOException {
    Grantee grantee = null;
    Permission permission = null;
    while (AnswerXml.hasNext(xml)) {
      if (xml.is("Grantee")) {
        grantee = grantee(xml);
      } else if (xml.is("Permission")) {
        permission = permission(xml.readText().text().strip());
      } else {
        xml.readText();
      }
    }
    if (grantee == null || permission == null) {
      throw FaultException.corrupt("the answer has a grant of which it says too little");
    }
    return new Grant(grantee, permission);
  }

  private static @Nullable Permission permission(String name) {
    return Stream.of(Permission.values())
        .filter(known -> known.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  /// By what it has, since its type stands in an attribute.
  ///
  /// @return null where it has nothing
  private static @Nullable Grantee grantee(XmlPull xml) throws IOException {
    String id = null;
    String name = null;
    String uri = null;
    String address = null;
    while (AnswerXml.hasNext(xml)) {
      if (xml.is("ID")) {
        id = xml.readText().text();
      } else if (xml.is("DisplayName")) {
        name = xml.readText().text();
      } else if (xml.is("URI")) {
        uri = xml.readText().text();
      } else if (xml.is("EmailAddress")) {
        address = xml.readText().text();
      } else {
        xml.readText();
      }
    }
    if (uri != null) {
      return new Grantee.Group(uri);
    }
    if (id != null) {
      return new Grantee.Account(id, name);
    }
    return address == null ? null : new Grantee.Email(address);
  }
}
