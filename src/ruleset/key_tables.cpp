#include "ruleset/key_tables.hpp"

#include <array>

namespace zhailu::ruleset {
namespace {

using Words = std::string_view;

constexpr std::array<Words, 2> kUnits = {"sentence", "block"};
constexpr std::array<Words, 1> kRetries = {"shorter"};
constexpr std::array<Words, 2> kResolvers = {"date", "count"};
constexpr std::array<Words, 4> kSides = {"left", "right", "both", "any"};
constexpr std::array<Words, 8> kWheres = {"find",    "clause",  "sentence", "block",
                                          "heading", "section", "article",  "document"};
constexpr std::array<Words, 4> kAttachWheres = {"sentence", "block", "section", "article"};
constexpr std::array<Words, 4> kMergeWheres = {"document", "article", "section", "block"};
constexpr std::array<Words, 4> kPicks = {"nearest", "first", "last", "all"};
constexpr std::array<Words, 5> kFroms = {"subject", "issuer", "heading", "items", "inherit"};

constexpr std::array<Words, 1> kNeedId = {"id"};
constexpr std::array<Words, 2> kNeedTest = {"text", "expect"};
constexpr std::array<Words, 2> kNeedItem = {"item", "separator"};
constexpr std::array<Words, 2> kNeedNear = {"words", "within"};
constexpr std::array<Words, 1> kNeedLexicon = {"lexicon"};
constexpr std::array<Words, 1> kNeedTo = {"to"};
constexpr std::array<Words, 1> kNeedName = {"name"};
constexpr std::array<Words, 2> kNeedSchema = {"collection", "schema"};
constexpr std::array<Words, 1> kNeedFile = {"file"};

constexpr std::array kSequenceKeys = {
    Key{"start", Shape::kPattern, "What stands before the first item and belongs to all of them.",
        "第一项前面、各项共有的部分。"},
    Key{"item", Shape::kPattern, "One item.", "一项。"},
    Key{"separator", Shape::kPattern, "What stands between two items.", "两项之间的部分。"},
    Key{"end", Shape::kPatterns, "What must follow the last item; it is no part of it.",
        "最后一项后面必须有的文字，不算在内。"},
    Key{"min", Shape::kNumber, "How many items there are at least (2).", "至少几项（默认 2）。"}};
constexpr KeyTable kSequence = {"sequence", kSequenceKeys, kNeedItem};

constexpr std::array kNearKeys = {
    Key{"words", Shape::kPatterns, "What must (not) stand near.", "附近要有（不能有）的文字。"},
    Key{"within", Shape::kNumber, "Within so many characters, in the same sentence.",
        "在多少个字以内，同一句里。"},
    Key{"side", Shape::kWord, "On which side (both).", "在哪一边（默认两边）。", nullptr, kSides}};
constexpr KeyTable kNear = {"near", kNearKeys, kNeedNear};

constexpr std::array kRememberKeys = {
    Key{"lexicon", Shape::kText, "Name of the document lexicon.", "文档词表的名字。"},
    Key{"capture", Shape::kText, "Which capture is remembered (the whole find).",
        "记住哪个捕获（默认整个找到的文字）。"}};
constexpr KeyTable kRemember = {"remember", kRememberKeys, kNeedLexicon};

constexpr std::array kSlotKeys = {
    Key{"type", Shape::kTexts, "Mention types that can fill the field.",
        "可以填这个字段的提及类型。"},
    Key{"text", Shape::kPattern, "Instead of `type`: a pattern over the text with (?P<value>…).",
        "代替 `type`：带 (?P<value>…) 的表达式。"},
    Key{"from", Shape::kWord, "Instead of `type`: where the value comes from.",
        "代替 `type`：值从哪里来。", nullptr, kFroms},
    Key{"where", Shape::kWord, "How far it may stand (sentence).", "可以离多远（默认同一句）。",
        nullptr, kWheres},
    Key{"side", Shape::kWord, "On which side of the find (any).", "在哪一边（默认两边）。", nullptr,
        kSides},
    Key{"pick", Shape::kWord, "Which of several: nearest for one value, all for lists.",
        "有几个时取哪个：单个值取最近的，列表全取。", nullptr, kPicks},
    Key{"within", Shape::kNumber, "At most so many characters from the find.", "最多离多少个字。"},
    Key{"before", Shape::kPatterns, "What must stand directly before it.", "紧挨在它前面的文字。"},
    Key{"after", Shape::kPatterns, "What must stand directly behind it.", "紧挨在它后面的文字。"},
    Key{"not_type", Shape::kTexts, "Mentions in which it must not lie.", "它不能在这些提及里面。"},
    Key{"needed", Shape::kBoolean, "true: without it there is no record.",
        "true：没有它就没有记录。"}};
constexpr KeyTable kSlot = {"slot", kSlotKeys};

constexpr std::array kAttachKeys = {
    Key{"to", Shape::kTexts, "Record types that this says something of.", "补充到哪些记录类型。"},
    Key{"where", Shape::kWord, "How far the record may stand (sentence).",
        "记录可以离多远（默认同一句）。", nullptr, kAttachWheres},
    Key{"side", Shape::kWord, "On which side (both).", "在哪一边（默认两边）。", nullptr, kSides},
    Key{"status", Shape::kText, "Only to records with that status.", "只补充到这种状态的记录。"}};
constexpr KeyTable kAttach = {"attach", kAttachKeys, kNeedTo};

// What the tests of rules and of whole records have in common.
constexpr Key kTestDate = {"reference_date", Shape::kText, "The document's date, 2020-07-16.",
                           "文档的日期，如 2020-07-16。"};
constexpr Key kTestTodo = {"todo", Shape::kText,
                           "Why it fails still; when it passes, the test fails.",
                           "为什么还做不到；一旦做到，测试就会报告。"};

constexpr std::array kTestKeys = {
    Key{"text", Shape::kText, "The text.", "文字。"},
    kTestDate,
    Key{"block", Shape::kBlockKinds, "The kind of block to pretend (paragraph).",
        "当作哪种段落（默认 paragraph）。"},
    Key{"expect", Shape::kAny, "none, the fields of the one find, or a list of such.",
        "none、找到的字段，或它们的列表。"},
    kTestTodo};
constexpr KeyTable kTest = {"test", kTestKeys, kNeedTest};

constexpr std::array kRecordTestKeys = {
    Key{"text", Shape::kText, "A whole text.", "一篇文字。"},
    kTestDate,
    Key{"expect", Shape::kAny, "{collection: [{field: value}]}: the records that it gives.",
        "{记录集: [{字段: 值}]}：应得到的记录。"},
    kTestTodo};
constexpr KeyTable kRecordTest = {"record_test", kRecordTestKeys, kNeedTest};

constexpr std::array kRuleKeys = {
    Key{"id", Shape::kText, "Unique in the pack, dotted: meeting.held.convened.",
        "在规则包里唯一，用点分开：meeting.held.convened。"},
    Key{"make", Shape::kText, "The type of the mention that a find becomes.",
        "找到的文字成为什么类型的提及。"},
    Key{"find", Shape::kPattern, "What is looked for.", "要找的表达式。"},
    Key{"sequence", Shape::kObject, "Instead of `find`: a chain of items (甲、乙、丙).",
        "代替 `find`：一串并列的项（甲、乙、丙）。", &kSequence},
    Key{"lookup", Shape::kText, "Instead of `find`: the name of a document lexicon.",
        "代替 `find`：文档词表的名字。"},
    Key{"remember", Shape::kTextOrObject,
        "The find goes into a document lexicon, for `lookup` later.",
        "把找到的文字记进文档词表，供后面 `lookup`。", &kRemember},
    Key{"unit", Shape::kWord, "The stretch that a find may not leave (sentence).",
        "找到的文字不能超出的范围（默认一句）。", nullptr, kUnits},
    Key{"in", Shape::kBlockKinds, "Only in blocks of these kinds.", "只在这些种类的段落里找。"},
    Key{"not_in", Shape::kBlockKinds, "Not in blocks of these kinds.", "不在这些种类的段落里找。"},
    Key{"before", Shape::kPatterns, "What must stand directly before the find; no part of it.",
        "紧挨在前面、必须有的文字，不算在内。"},
    Key{"after", Shape::kPatterns, "What must stand directly behind the find; no part of it.",
        "紧挨在后面、必须有的文字，不算在内。"},
    Key{"not_before", Shape::kPatterns, "What must not stand directly before the find.",
        "紧挨在前面、不能有的文字。"},
    Key{"not_after", Shape::kPatterns, "What must not stand directly behind the find.",
        "紧挨在后面、不能有的文字。"},
    Key{"inside", Shape::kTexts, "Mention types, or quotation: the find must lie inside one.",
        "必须在这些提及（或 quotation 引文）里面。"},
    Key{"not_inside", Shape::kTexts, "… must not lie inside one.",
        "不能在这些提及（或引文）里面。"},
    Key{"near", Shape::kObject, "What must stand near, in the same sentence.",
        "同一句里附近要有的文字。", &kNear},
    Key{"not_near", Shape::kObject, "What must not stand near, in the same sentence.",
        "同一句里附近不能有的文字。", &kNear},
    Key{"retry", Shape::kWord,
        "When a guard vetoes a find, try it without its last character once.",
        "条件不合时，去掉最后一个字再试一次。", nullptr, kRetries},
    Key{"span", Shape::kText, "The capture that is the mention (the whole find).",
        "以哪个捕获作为提及（默认整个找到的文字）。"},
    Key{"priority", Shape::kNumber, "Of overlapping finds the higher one wins (0).",
        "互相重叠时，数大的优先（默认 0）。"},
    Key{"keep", Shape::kBoolean, "true: takes no part in overlaps.", "true：不参加重叠时的取舍。"},
    Key{"remove", Shape::kTexts, "Drops mentions of these types that overlap the find.",
        "去掉与它重叠的这些类型的提及。"},
    Key{"set", Shape::kNamedTexts, "Attributes; on a record they fill fields.",
        "属性；在记录里填字段。"},
    Key{"resolve", Shape::kWord, "What makes the value of the find.", "由什么算出它的值。", nullptr,
        kResolvers},
    Key{"slots", Shape::kNamedOrLists, "How fields are filled from elsewhere.",
        "字段从别处怎样填。", &kSlot},
    Key{"attach", Shape::kObject, "Says something of a record nearby.", "补充到附近的记录。",
        &kAttach},
    Key{"tests", Shape::kObjects, "At least one text that it finds and one that it must not.",
        "至少一个该找到的和一个不该找到的例子。", &kTest}};
constexpr KeyTable kRule = {"rule", kRuleKeys, kNeedId};

constexpr std::array kMergeKeys = {
    Key{"by", Shape::kText, "The field whose values are compared.", "比较哪个字段。"},
    Key{"suffix", Shape::kBoolean, "true: a name that ends another is another form of it.",
        "true：是另一个名称的结尾部分，就是它的另一种写法。"},
    Key{"suffix_heads", Shape::kPattern, "What such a name begins with.", "这样的名称以什么开头。"},
    Key{"where", Shape::kWord, "How far mentions of one thing may stand apart (document).",
        "同一件事的提及可以相隔多远（默认全文）。", nullptr, kMergeWheres},
    Key{"distinct", Shape::kTexts, "Fields that tell two of one name apart.",
        "用来区分同名记录的字段。"}};
constexpr KeyTable kMerge = {"merge", kMergeKeys};

constexpr std::array kRecordKeys = {
    Key{"collection", Shape::kText, "Its key in JSON and the name of its table.",
        "JSON 里的键和表格的名字。"},
    Key{"schema", Shape::kText, "Its JSON Schema, a file in the folder `schemas`.",
        "它的 JSON Schema，在 `schemas` 文件夹里。"},
    Key{"merge", Shape::kObject, "When several mentions are one record.",
        "几处提及什么时候算一条记录。", &kMerge}};
constexpr KeyTable kRecord = {"record", kRecordKeys, kNeedSchema};

constexpr std::array kDocumentKeys = {Key{
    "schema", Shape::kText, "The schema of the document's fields.", "文档字段的 JSON Schema。"}};
constexpr KeyTable kDocument = {"document", kDocumentKeys};

constexpr std::array kLexiconKeys = {
    Key{"file", Shape::kText, "The word list, one entry a line.", "词表文件，一行一个词。"},
    Key{"make", Shape::kText, "Every hit is a mention of that type; without it a symbol of phases.",
        "每个词都是这种类型的提及；不写则只作阶段里的符号。"}};
constexpr KeyTable kLexicon = {"lexicon", kLexiconKeys, kNeedFile};

constexpr std::array kPhaseKeys = {
    Key{"id", Shape::kText, "Its name.", "阶段的名字。"},
    Key{"view", Shape::kTexts, "Mention types of earlier phases that are single symbols here.",
        "前面阶段的哪些提及在这里是一个符号。"},
    Key{"symbols", Shape::kTexts, "Word lists that are single symbols here.",
        "哪些词表在这里是一个符号。"},
    Key{"files", Shape::kTexts, "Rule files.", "规则文件。"}};
constexpr KeyTable kPhase = {"phase", kPhaseKeys, kNeedId};

constexpr std::array kManifestKeys = {
    Key{"name", Shape::kText, "The pack's name.", "规则包的名字。"},
    Key{"version", Shape::kText, "The pack's version.", "规则包的版本。"},
    Key{"extends", Shape::kText, "shipped, or a folder: the pack that this one stands on.",
        "shipped（自带规则）或文件夹：在哪个规则包之上。"},
    Key{"schemas", Shape::kText, "The folder of the schemas (schemas).",
        "JSON Schema 的文件夹（默认 schemas）。"},
    Key{"layout", Shape::kText, "The file with the kinds of lines.", "行的种类的文件。"},
    Key{"records", Shape::kNamed, "Mention types that become records, in the order of output.",
        "成为记录的提及类型，按输出的顺序。", &kRecord},
    Key{"document", Shape::kObject, "What a document says of itself.", "文档自身的信息。",
        &kDocument},
    Key{"macros", Shape::kTexts, "Files of macros.", "宏文件。"},
    Key{"lexicons", Shape::kNamed, "Word lists.", "词表。", &kLexicon},
    Key{"phases", Shape::kObjects, "Run one after the other over the whole document.",
        "依次在全文上运行。", &kPhase},
    Key{"page", Shape::kNamedTexts, "Meta data of web pages that fill the document's fields.",
        "网页的元数据填哪些文档字段。"},
    Key{"off", Shape::kTexts, "Ids of rules that are switched off.", "停用的规则的 id。"}};
constexpr KeyTable kManifest = {"manifest", kManifestKeys, kNeedName};

}  // namespace

const KeyTable& rule_keys() { return kRule; }
const KeyTable& sequence_keys() { return kSequence; }
const KeyTable& near_keys() { return kNear; }
const KeyTable& remember_keys() { return kRemember; }
const KeyTable& slot_keys() { return kSlot; }
const KeyTable& attach_keys() { return kAttach; }
const KeyTable& test_keys() { return kTest; }
const KeyTable& record_test_keys() { return kRecordTest; }
const KeyTable& manifest_keys() { return kManifest; }
const KeyTable& record_keys() { return kRecord; }
const KeyTable& merge_keys() { return kMerge; }
const KeyTable& document_keys() { return kDocument; }
const KeyTable& lexicon_keys() { return kLexicon; }
const KeyTable& phase_keys() { return kPhase; }

bool check_keys(const Node& node, const KeyTable& table, Diagnostics& diagnostics) {
  std::vector<std::string_view> names;
  for (const Key& key : table.keys) names.push_back(key.name);
  return check_keys(node, names, diagnostics);
}

}  // namespace zhailu::ruleset
