#include "decode/xml_events.hpp"

#include <libxml/parser.h>

#include <algorithm>
#include <memory>

namespace zhailu::decode {
namespace {

constexpr std::size_t kChunkBytes = 64 * 1024;
constexpr int kMaxDepth = 256;

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view{} : reinterpret_cast<const char*>(text);
}

// What the callbacks of libxml2 are handed.
struct Reading {
  const XmlEvents& events;
  xmlParserCtxtPtr parser = nullptr;
  XmlVerdict verdict = XmlVerdict::kWhole;
  int depth = 0;

  void stop(XmlVerdict why) {
    verdict = why;
    xmlStopParser(parser);
  }
};

Reading& reading_of(void* user_data) { return *static_cast<Reading*>(user_data); }

void on_start(void* user_data, const xmlChar* name, const xmlChar* /*prefix*/, const xmlChar* space,
              int /*spaces*/, const xmlChar** /*namespaces*/, int attributes, int /*defaulted*/,
              const xmlChar** values) {
  Reading& reading = reading_of(user_data);
  if (++reading.depth > kMaxDepth) return reading.stop(XmlVerdict::kTooDeep);
  reading.events.start(XmlElement(name, space, values, attributes));
}

void on_end(void* user_data, const xmlChar* name, const xmlChar* /*prefix*/,
            const xmlChar* /*space*/) {
  --reading_of(user_data).depth;
  reading_of(user_data).events.end(view(name));
}

void on_text(void* user_data, const xmlChar* text, int size) {
  reading_of(user_data).events.text(
      {reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)});
}

// No part of an Office document has a document type; one that has is an attempt at entities.
void on_document_type(void* user_data, const xmlChar* /*name*/, const xmlChar* /*external*/,
                      const xmlChar* /*system*/) {
  reading_of(user_data).stop(XmlVerdict::kEntities);
}

xmlSAXHandler handler() {
  xmlSAXHandler sax{};
  sax.initialized = XML_SAX2_MAGIC;
  sax.startElementNs = on_start;
  sax.endElementNs = on_end;
  sax.characters = on_text;
  sax.cdataBlock = on_text;
  sax.ignorableWhitespace = on_text;
  sax.internalSubset = on_document_type;
  return sax;
}

}  // namespace

XmlElement::XmlElement(const unsigned char* name, const unsigned char* space,
                       const unsigned char** attributes, int count)
    : name_(view(name)), space_(view(space)), attributes_(attributes), count_(count) {}

std::string XmlElement::attribute(std::string_view name) const {
  for (int i = 0; i < count_; ++i) {
    const unsigned char** one =
        attributes_ + 5 * i;  // name, prefix, URI, begin and end of the value
    if (view(one[0]) == name) {
      return {reinterpret_cast<const char*>(one[3]), static_cast<std::size_t>(one[4] - one[3])};
    }
  }
  return {};
}

XmlVerdict read_xml(std::string_view bytes, const XmlEvents& events) {
  Reading reading{events};
  xmlSAXHandler sax = handler();
  const std::unique_ptr<xmlParserCtxt, decltype(&xmlFreeParserCtxt)> parser(
      xmlCreatePushParserCtxt(&sax, &reading, nullptr, 0, nullptr), &xmlFreeParserCtxt);
  if (parser == nullptr) return XmlVerdict::kDamaged;
  reading.parser = parser.get();
  xmlCtxtUseOptions(parser.get(), XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  for (std::size_t at = 0; at < bytes.size() && parser->disableSAX == 0; at += kChunkBytes) {
    const std::string_view chunk = bytes.substr(at, kChunkBytes);
    xmlParseChunk(parser.get(), chunk.data(), static_cast<int>(chunk.size()), 0);
  }
  if (parser->disableSAX == 0) xmlParseChunk(parser.get(), nullptr, 0, 1);
  if (reading.verdict != XmlVerdict::kWhole) return reading.verdict;
  return parser->wellFormed != 0 ? XmlVerdict::kWhole : XmlVerdict::kDamaged;
}

}  // namespace zhailu::decode
