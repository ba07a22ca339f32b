// SPDX-License-Identifier: MIT
//
// ui_gallery [--list] | LANGUAGE SCENE: shows one scene and writes "ready" when it has settled;
// shoot.sh photographs it. Ends on SIGTERM.
#include "kit/language.h"
#include "kit/native_look.h"
#include "scenes.h"

#include <wx/app.h>
#include <wx/image.h>
#include <wx/timer.h>

#include <csignal>
#include <cstdio>
#include <string_view>

namespace {

class Gallery final : public wxApp {
public:
    bool OnInit() override {
        SetAppName("sangdamcall");
        if (argc < 3) return false;
        wxInitAllImageHandlers();
        sangdam::ui::choose_language(argv[1].utf8_string(), SANGDAM_CATALOGS);
        sangdam::ui::start_native_look();
        SetExitOnFrameDelete(false);
        stage_ = sangdam::gallery::open_scene(argv[2].utf8_string());
        settled_.Bind(wxEVT_TIMER, [](wxTimerEvent&) {
            std::puts("ready");
            std::fflush(stdout);
        });
        CallAfter([this] { settled_.StartOnce(1800); });
        SetSignalHandler(SIGTERM, [](int) { wxTheApp->ExitMainLoop(); });
        return stage_ != nullptr;
    }
    int OnExit() override {
        stage_.reset();
        return wxApp::OnExit();
    }

private:
    sangdam::gallery::StagePtr stage_;
    wxTimer settled_;
};

} // namespace

wxIMPLEMENT_APP_NO_MAIN(Gallery);

int main(int argc, char** argv) {
    if (argc == 2 && std::string_view(argv[1]) == "--list") { // Needs no display.
        for (const auto& name : sangdam::gallery::scene_names()) std::puts(name.c_str());
        return 0;
    }
    return wxEntry(argc, argv);
}
