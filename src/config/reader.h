// SPDX-License-Identifier: MIT
//
// Reads a settings file key by key and keeps the list of what is wrong with it. Private to config;
// only reader.cpp sees toml++. On one thread, for the length of one parse.
#pragma once

#include "base/result.h"
#include "config/log_settings.h"
#include "config/password.h"

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sangdam::config {

class Document;

// One [table]. Each getter marks its key as known; a value of the wrong kind is reported and the
// fallback returned.
class Section {
public:
    Section(Document& document, std::string name, const void* table); // By Document::section.
    bool present() const { return table_ != nullptr; }
    std::string text(std::string_view key, std::string fallback);
    // Empty stays empty; what is relative counts from the folder of the settings file.
    std::string path(std::string_view key, std::string fallback);
    bool flag(std::string_view key, bool fallback);
    std::uint16_t port(std::string_view key, std::uint16_t fallback);
    std::vector<std::string> texts(std::string_view key);

    template <class E>
    E choice(std::string_view key, E fallback,
             std::initializer_list<std::pair<std::string_view, E>> words);

    PasswordSource password();

    // A complaint about this key's value, for checks that only the caller can make.
    void wrong(std::string_view key, const std::string& expected);

private:
    friend class Document;
    void mark(std::string_view key);

    Document& document_;
    std::string name_;
    const void* table_; // toml::table; null when the file has none of that name.
    std::vector<std::string> known_;
};

class Document {
public:
    // `folder`: what relative paths count from; empty leaves them as written.
    Document(std::string_view text, std::string file, std::string folder);
    ~Document();
    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;

    Section& section(std::string_view name); // Lives as long as the document.

    // After everything was read: reports keys that nobody asked for. BadInput with one line for
    // each mistake, in the order of the file.
    base::Status finish();

private:
    friend class Section;
    void complain(int line, const std::string& what);
    void unknown_keys();

    const std::string file_;
    const std::string folder_;
    struct Parsed;
    std::unique_ptr<Parsed> parsed_; // Null when the text is no TOML at all.
    std::vector<std::unique_ptr<Section>> sections_;
    std::vector<std::pair<int, std::string>> mistakes_;
};

template <class E>
E Section::choice(std::string_view key, E fallback,
                  std::initializer_list<std::pair<std::string_view, E>> words) {
    const auto word = text(key, {});
    if (word.empty()) return fallback;
    std::string expected = "one of";
    for (const auto& [each, value] : words) {
        if (each == word) return value;
        expected += " \"" + std::string(each) + '"';
    }
    wrong(key, expected);
    return fallback;
}

LogSettings read_log(Document&);

// The whole file; NotFound says which.
base::Result<std::string> read_file(const std::string& path);
std::string folder_of(const std::string& path);

} // namespace sangdam::config
