// SPDX-License-Identifier: MIT
//
// The drawings of kit/icons as they were when the program was built. Made by embed_icons.cmake.
#pragma once

#include <span>
#include <string_view>

namespace sangdam::ui {

struct IconFile {
    std::string_view name;
    std::string_view svg;
};
std::span<const IconFile> icon_files();

} // namespace sangdam::ui
