#pragma once

#include <string>
#include <string_view>

namespace zhailu::decode {

// HTML source made safe for libxml2.
struct CleanPage {
  std::string source;
  std::size_t replaced = 0;  // control characters and impossible character references → U+FFFD
  bool entities_refused = false;  // the document type declared entities; it is always left out
};

// `source`: valid UTF-8. What libxml2 would drop without a word becomes U+FFFD (NUL, controls, &#0;
// &#xD800; &#x110000;), the body is open from the first byte to the last, &#150; becomes the – that
// its author meant (Windows-1252, as browsers do), line ends become LF, and attributes behind the
// 64th of a tag are left out: libxml2 compares each with all before it.
CleanPage clean_page(std::string_view source);

}  // namespace zhailu::decode
