// SPDX-License-Identifier: MIT
//
// A network as a list: one line per packet, its delay in ms or a negative number for lost. Empty
// lines and lines that begin with '#' are skipped; lines may end as Windows ends them.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

namespace sangdam::rig {

struct Trace {
    std::vector<std::optional<double>> delays; // ms; nothing: lost.
    // For the packet with this number; a trace that is too short begins again.
    std::optional<double> operator[](std::size_t packet) const {
        return delays[packet % delays.size()];
    }
};

// BadInput: a line that is no number (which one is said), or no packet in it at all.
base::Result<Trace> parse_trace(std::string_view text);
base::Result<Trace> read_trace(const std::filesystem::path&); // NotFound: cannot be read.

} // namespace sangdam::rig
