#pragma once

#include <tl/expected.hpp>

#include "zhailu/diagnostic.hpp"

namespace zhailu {

// What a caller can act on. `diagnostics` is never empty; the first is the cause.
struct Error {
  Diagnostics diagnostics;
};

template <class T>
using Result = tl::expected<T, Error>;

// An error with one cause.
inline tl::unexpected<Error> failure(std::string code, Wording message, Wording hint = {},
                                     Place place = {}) {
  return tl::unexpected<Error>(Error{{Diagnostic{
      Severity::kError, std::move(code), std::move(message), std::move(hint), std::move(place)}}});
}

}  // namespace zhailu
