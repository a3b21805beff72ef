#include "source/member_path.hpp"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>

#include "base/utf8.hpp"
#include "source/record_path.hpp"

namespace zhailu::source {
namespace {

// GB18030 without a bad sequence, as UTF-8; empty when it is none.
std::string from_gb18030(std::string_view name) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open("GB18030", &status),
                                                                     &ucnv_close);
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  if (U_FAILURE(status)) return {};
  std::u16string wide(name.size() + 1, u'\0');
  const std::int32_t size =
      ucnv_toUChars(converter.get(), wide.data(), static_cast<std::int32_t>(wide.size()),
                    name.data(), static_cast<std::int32_t>(name.size()), &status);
  if (U_FAILURE(status)) return {};
  std::string text;
  icu::UnicodeString(wide.data(), size).toUTF8String(text);
  return text;
}

std::string harmless(std::string_view component) {
  if (component == "..") return "%2E%2E";
  return component == "." ? "%2E" : std::string(component);
}

}  // namespace

std::string member_path(std::string_view name) {
  const std::string gbk = base::is_valid_utf8(name) ? std::string{} : from_gb18030(name);
  std::string shown = record_path(gbk.empty() ? name : gbk);
  std::replace(shown.begin(), shown.end(), '\\', '/');
  std::string path;
  if (shown.starts_with('/')) {
    path = "%2F";
    shown.erase(0, 1);
  }
  for (std::size_t begin = 0; begin <= shown.size();) {
    const std::size_t end = std::min(shown.find('/', begin), shown.size());
    if (begin > 0) path += '/';
    path += harmless(std::string_view(shown).substr(begin, end - begin));
    begin = end + 1;
  }
  return path;
}

}  // namespace zhailu::source
