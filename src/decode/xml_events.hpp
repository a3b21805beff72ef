#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

// A part of an Office document, element by element. Nothing is opened or fetched, no entity is expanded.
namespace zhailu::decode {

class XmlElement {
 public:
  XmlElement(const unsigned char* name, const unsigned char* space,
             const unsigned char** attributes, int count);

  [[nodiscard]] std::string_view name() const { return name_; }    // without its prefix
  [[nodiscard]] std::string_view space() const { return space_; }  // URI of its namespace
  // The value of the first attribute of that name, whatever its namespace; empty without one.
  [[nodiscard]] std::string attribute(std::string_view name) const;

 private:
  std::string_view name_;
  std::string_view space_;
  const unsigned char** attributes_;  // five pointers each, as libxml2 hands them over
  int count_;
};

struct XmlEvents {
  std::function<void(const XmlElement&)> start;
  std::function<void(std::string_view name)> end;
  std::function<void(std::string_view text)> text;
};

enum class XmlVerdict : std::uint8_t {
  kWhole,
  kDamaged,   // not well-formed: what stands before the fault was reported
  kEntities,  // declares entities: nothing behind that was reported
  kTooDeep,   // nested over 256 elements
};

// Linear in time; memory for one chunk.
XmlVerdict read_xml(std::string_view bytes, const XmlEvents& events);

}  // namespace zhailu::decode
