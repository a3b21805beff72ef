#pragma once

#include "ruleset/manifest.hpp"
#include "ruleset/pack.hpp"
#include "ruleset/pack_files.hpp"
#include "ruleset/pattern_translator.hpp"

namespace zhailu::ruleset {

// Compiles the schemas that the manifest names and adds its record types to `pack`, whose mention types
// have them already. `common.schema.json` beside a schema is compiled with them, where there is one.
// `plain`: patterns over normalized text. What is wrong goes to `findings`.
void load_records(const Manifest& manifest, const PatternScope& plain, PackFiles& files, Pack& pack,
                  Diagnostics& findings);

}  // namespace zhailu::ruleset
