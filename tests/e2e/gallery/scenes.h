// SPDX-License-Identifier: MIT
//
// The scenes of the gallery: windows in one state each. Window thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace sangdam::gallery {

class Stage; // All that a scene keeps alive.
struct StageEnds {
    void operator()(Stage*) const;
};
using StagePtr = std::unique_ptr<Stage, StageEnds>;

std::vector<std::string> scene_names();
StagePtr open_scene(const std::string& name); // nullptr: no such scene.

} // namespace sangdam::gallery
