package dev.sluice.s3server.xml;

import dev.sluice.s3server.error.S3Error;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// An element of a document that a client sent, read with no DTD and no external entities. Names
/// are local names.
public final class XmlElement {

  private static final int MAX_DEPTH = 32;
  private static final XMLInputFactory FACTORY = factory();

  private final String name;
  private final Map<String, String> attributes = new LinkedHashMap<>(2);
  private final List<XmlElement> children = new ArrayList<>(4);
  private String text = "";

  private XmlElement(String name) {
    this.name = name;
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  /// Reads a document.
  ///
  /// @throws dev.sluice.s3server.error.S3Exception MalformedXML, if it is not well-formed or its
  ///   root has another name
  public static XmlElement parse(byte[] document, String rootName) {
    try {
      XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
      try {
        while (reader.next() != XMLStreamConstants.START_ELEMENT) {
          // What stands before the root says nothing here.
        }
        XmlElement root = read(reader, 0);
        if (!root.name.equals(rootName)) {
          throw S3Error.MALFORMED_XML.exception("The document's root should be " + rootName);
        }
        return root;
      } finally {
        reader.close();
      }
    } catch (XMLStreamException | NoSuchElementException e) {
      throw S3Error.MALFORMED_XML.exception();
    }
  }

  private static XmlElement read(XMLStreamReader reader, int depth) throws XMLStreamException {
    if (depth > MAX_DEPTH) {
      throw S3Error.MALFORMED_XML.exception("The document is nested too deeply");
    }
    XmlElement element = new XmlElement(reader.getLocalName());
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      element.attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    StringBuilder text = new StringBuilder();
    while (true) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> element.children.add(read(reader, depth + 1));
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            text.append(reader.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          element.text = element.children.isEmpty() ? text.toString() : "";
          return element;
        }
        case XMLStreamConstants.END_DOCUMENT -> throw S3Error.MALFORMED_XML.exception();
        default -> {
          // Comments and processing instructions.
        }
      }
    }
  }

  public String name() {
    return name;
  }

  /// The text of an element without children, as it stands.
  public String text() {
    return text;
  }

  public @Nullable String attribute(String localName) {
    return attributes.get(localName);
  }

  public List<XmlElement> children() {
    return children;
  }

  public List<XmlElement> children(String childName) {
    return children.stream().filter(child -> child.name.equals(childName)).toList();
  }

  public @Nullable XmlElement child(String childName) {
    for (XmlElement child : children) {
      if (child.name.equals(childName)) {
        return child;
      }
    }
    return null;
  }

  /// The text of a child, or null if there is no such child.
  public @Nullable String textOf(String childName) {
    XmlElement child = child(childName);
    return child == null ? null : child.text;
  }

  /// The text of a child that the schema demands.
  ///
  /// @throws dev.sluice.s3server.error.S3Exception MalformedXML, if there is no such child
  public String requireTextOf(String childName) {
    String found = textOf(childName);
    if (found == null) {
      throw S3Error.MALFORMED_XML.exception("<" + name + "> needs <" + childName + ">");
    }
    return found;
  }
}
