// SPDX-License-Identifier: MIT

#include "config/reader.h"

// toml++ 3.3 asserts on some malformed headers ("[[[["), and with NDEBUG it tells the compiler that
// they cannot occur. A settings file must not end the program, so here its assertions throw, in
// every build.
namespace {
struct TomlAssertion {};
constexpr void toml_assert(bool holds) {
    if (!holds) throw TomlAssertion{};
}
} // namespace
#undef NDEBUG
#define TOML_ASSERT(expr) toml_assert(static_cast<bool>(expr))
#define TOML_EXCEPTIONS 1
#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace sangdam::config {
namespace {

int line_of(const toml::node& node) { return static_cast<int>(node.source().begin.line); }
int line_of(const toml::key& key) { return static_cast<int>(key.source().begin.line); }

std::string kind_of(const toml::node& node) {
    std::ostringstream out;
    out << node.type();
    return out.str();
}

std::string listed(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : ", ") + word;
    return out;
}

const toml::node* find(const void* table, std::string_view key) {
    return table == nullptr ? nullptr : static_cast<const toml::table*>(table)->get(key);
}

} // namespace

struct Document::Parsed {
    toml::table root;
};

// --- Section ------------------------------------------------------------------------------------

Section::Section(Document& document, std::string name, const void* table)
    : document_(document), name_(std::move(name)), table_(table) {}

void Section::mark(std::string_view key) { known_.emplace_back(key); }

void Section::wrong(std::string_view key, const std::string& expected) {
    const auto* node = find(table_, key);
    document_.complain(node == nullptr ? 0 : line_of(*node),
                       name_ + '.' + std::string(key) + ": expected " + expected);
}

std::string Section::text(std::string_view key, std::string fallback) {
    mark(key);
    const auto* node = find(table_, key);
    if (node == nullptr) return fallback;
    if (const auto value = node->value_exact<std::string>()) return *value;
    wrong(key, "a text in quotes, found " + kind_of(*node));
    return fallback;
}

std::string Section::path(std::string_view key, std::string fallback) {
    const std::filesystem::path written = text(key, std::move(fallback));
    if (written.empty() || written.is_absolute() || document_.folder_.empty())
        return written.string();
    return (document_.folder_ / written).lexically_normal().string();
}

bool Section::flag(std::string_view key, bool fallback) {
    mark(key);
    const auto* node = find(table_, key);
    if (node == nullptr) return fallback;
    if (const auto value = node->value_exact<bool>()) return *value;
    wrong(key, "true or false, found " + kind_of(*node));
    return fallback;
}

std::uint16_t Section::port(std::string_view key, std::uint16_t fallback) {
    mark(key);
    const auto* node = find(table_, key);
    if (node == nullptr) return fallback;
    const auto value = node->value_exact<std::int64_t>();
    if (value && *value >= 0 && *value <= 65535) return static_cast<std::uint16_t>(*value);
    wrong(key, "a port from 0 (any) to 65535, found " +
                   (value ? std::to_string(*value) : kind_of(*node)));
    return fallback;
}

std::vector<std::string> Section::texts(std::string_view key) {
    mark(key);
    const auto* node = find(table_, key);
    if (node == nullptr) return {};
    std::vector<std::string> out;
    if (const auto* list = node->as_array()) {
        for (const auto& each : *list) {
            const auto value = each.value_exact<std::string>();
            if (!value) break;
            out.push_back(*value);
        }
        if (out.size() == list->size()) return out;
    }
    wrong(key, R"(a list of texts like ["a", "b"])");
    return {};
}

PasswordSource Section::password() {
    PasswordSource out{path("password_file", {}), text("password_env", {})};
    if (find(table_, "password") != nullptr) {
        mark("password");
        document_.complain(line_of(*find(table_, "password")),
                           name_ + ".password: a password must not stand in this file; use "
                                   "password_file or password_env");
    }
    return out;
}

// --- Document -----------------------------------------------------------------------------------

Document::Document(std::string_view text, std::string file, std::string folder)
    : file_(std::move(file)), folder_(std::move(folder)) {
    // A byte order mark is what Windows' editor leaves.
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    try {
        parsed_ = std::make_unique<Parsed>(Parsed{toml::parse(text, file_)});
    } catch (const toml::parse_error& error) {
        complain(static_cast<int>(error.source().begin.line),
                 "not TOML: " + std::string(error.description()));
    } catch (const TomlAssertion&) {
        complain(0, "not TOML: a [table] header or a key is malformed");
    }
}

Document::~Document() = default;

Section& Document::section(std::string_view name) {
    const auto* node = parsed_ ? parsed_->root.get(name) : nullptr;
    const auto* table = node == nullptr ? nullptr : node->as_table();
    if (node != nullptr && table == nullptr)
        complain(line_of(*node),
                 std::string(name) + ": expected a table [" + std::string(name) + "]");
    sections_.push_back(std::make_unique<Section>(*this, std::string(name), table));
    return *sections_.back();
}

void Document::complain(int line, const std::string& what) { mistakes_.emplace_back(line, what); }

void Document::unknown_keys() {
    std::vector<std::string> names;
    for (const auto& section : sections_) {
        names.push_back('[' + section->name_ + ']');
        if (section->table_ == nullptr) continue;
        for (const auto& [key, node] : *static_cast<const toml::table*>(section->table_)) {
            const auto& known = section->known_;
            if (std::find(known.begin(), known.end(), key.str()) == known.end())
                complain(line_of(key), section->name_ + '.' + std::string(key.str()) +
                                           ": not known here; known are: " + listed(known));
        }
    }
    for (const auto& [key, node] : parsed_->root)
        if (std::none_of(sections_.begin(), sections_.end(),
                         [&](const auto& each) { return each->name_ == key.str(); }))
            complain(line_of(key),
                     std::string(key.str()) + ": not known here; known are: " + listed(names));
}

base::Status Document::finish() {
    if (parsed_) unknown_keys();
    if (mistakes_.empty()) return base::Done{};
    std::stable_sort(mistakes_.begin(), mistakes_.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::string all;
    for (const auto& [line, what] : mistakes_) {
        if (!all.empty()) all += '\n';
        all += file_ + (line > 0 ? ':' + std::to_string(line) : std::string()) + ": " + what;
    }
    return base::Error{base::Errc::BadInput, all};
}

// --- what both files share ----------------------------------------------------------------------

LogSettings read_log(Document& document) {
    using base::log::Level;
    auto& log = document.section("log");
    return {log.choice<Level>("level", Level::Info,
                              {{"debug", Level::Debug},
                               {"info", Level::Info},
                               {"warn", Level::Warn},
                               {"error", Level::Error}}),
            log.path("file", {})};
}

base::Result<std::string> read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    // A folder opens on Linux, and then gives nothing.
    if (!file || std::filesystem::is_directory(path))
        return base::Error{base::Errc::NotFound, "cannot read the settings file " + path};
    return std::string(std::istreambuf_iterator<char>(file), {});
}

std::string folder_of(const std::string& path) {
    return std::filesystem::absolute(path).parent_path().string();
}

} // namespace sangdam::config
