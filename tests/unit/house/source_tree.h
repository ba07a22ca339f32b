// SPDX-License-Identifier: MIT
//
// The source tree as the house tests read it: text, without a compiler.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace sangdam::house {

struct Line {
    int number;
    std::string text;
};

struct SourceFile {
    std::string path;   // Relative to the root: "src/core/call.h".
    std::string module; // "core", "hid", "kit"; "" outside src, device and ui.
    std::vector<Line> lines;
    bool is_header() const { return path.ends_with(".h"); }
};

// .h and .cpp below src, device and ui.
const std::vector<SourceFile>& product_sources();
// .h, .cpp, scripts, CMake lists and catalogs everywhere but in build folders.
std::vector<SourceFile> all_texts();

struct Module {
    std::string name;
    std::string folder; // "src/core"
    std::vector<std::string> depends;
    std::vector<std::string> headers; // Public ones, "src/core/call.h".
};
// As the CMake lists declare them.
std::vector<Module> declared_modules();

// What the compiler sees of a file: comments and the insides of literals become spaces.
std::vector<Line> code_only(const SourceFile&);

std::string at(const SourceFile&, const Line&); // "src/core/call.h:12: …"

} // namespace sangdam::house
