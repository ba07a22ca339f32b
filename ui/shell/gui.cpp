// SPDX-License-Identifier: MIT

#include "shell/gui.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/strand.h"
#include "desk/desk.h"
#include "kit/language.h"
#include "kit/native_look.h"
#include "kit/ui_executor.h"
#include "os/end_signal.h"
#include "os/paths.h"
#include "shell/demo.h"
#include "shell/desktop.h"
#include "shell/windows.h"

#include <wx/app.h>
#include <wx/fileconf.h>
#include <wx/intl.h>
#include <wx/msgdlg.h>

#include <cstdio>
#include <utility>

namespace sangdam::shell {
namespace {

// Who signed in last, so that the agent types only the password. No secret is kept here.
struct LastSignIn {
    explicit LastSignIn(const std::filesystem::path& folder)
        : file(wxEmptyString, wxEmptyString, wxString::FromUTF8((folder / "sign-in.ini").string()),
               wxEmptyString, wxCONFIG_USE_LOCAL_FILE) {}
    ui::SignInWindow::Start read() const {
        return {file.Read("server", "http://127.0.0.1:8460").utf8_string(),
                file.Read("login", "").utf8_string()};
    }
    void keep(const ui::SignInWish& wish) {
        file.Write("server", wxString::FromUTF8(wish.server));
        file.Write("login", wxString::FromUTF8(wish.login));
        file.Flush();
    }
    wxFileConfig file;
};

class DeskApp final : public wxApp {
public:
    DeskApp(Started started, bool demo, std::vector<std::string> targets)
        : started_(std::move(started)), demo_(demo), targets_(std::move(targets)) {}

    bool OnInit() override;
    int OnExit() override;
    int code() const { return code_; }

private:
    bool open_desk(); // With the settings as they are now.
    void close_desk();
    void sign_in(ui::SignInWish);
    void cannot_start(const std::string& what);

    Started started_;
    bool demo_;
    std::vector<std::string> targets_;
    int code_ = 0;
    const base::SystemClock clock_;
    std::unique_ptr<ui::UiExecutor> ui_;
    std::unique_ptr<ui::WindowMemory> memory_;
    std::unique_ptr<LastSignIn> last_;
    os::EndSignal end_; // The session ends, or Ctrl-C: calls are ended properly, not cut off.
    std::unique_ptr<base::Strand> signals_;
    std::unique_ptr<Demo> practice_;
    std::unique_ptr<Desktop> desktop_;
    std::unique_ptr<Windows> windows_;
};

bool DeskApp::OnInit() {
    // Closing the console hides it; only "quit" ends the program.
    SetExitOnFrameDelete(false);
    SetAppName("sangdamcall");
    ui::start_native_look();
    ui_ = std::make_unique<ui::UiExecutor>();
    const auto resources = os::resource_dir();
    const bool korean = started_.settings.language == config::Language::Korean;
    if (!resources ||
        !ui::choose_language(korean ? "ko" : "en", (resources->parent_path() / "locale").string()))
        base::log::warn("desk", "no catalogs were found; the windows speak English");
    signals_ = std::make_unique<base::Strand>("signals");
    signals_->post([this] {
        end_.wait();
        ui_->post([this] { ExitMainLoop(); });
    });
    memory_ = std::make_unique<ui::WindowMemory>((started_.data_dir / "windows.ini").string());
    last_ = std::make_unique<LastSignIn>(started_.data_dir);
    if (demo_) {
        auto opened = Demo::open(clock_);
        if (!opened) return cannot_start(opened.error().what), false;
        practice_ = std::move(opened).value();
        practice_->change(started_.settings);
    }
    if (!demo_ && !started_.settings.sip && started_.settings.hub_url.empty())
        started_.settings.hub_url = last_->read().server;
    if (!open_desk()) return false;
    if (practice_) practice_->sign_in(desktop_->desk().agent());
    return true;
}

bool DeskApp::open_desk() {
    auto opened = Desktop::open({started_.settings, started_.data_dir, started_.session_dir}, *ui_,
                                *ui_, clock_);
    if (!opened) return cannot_start(opened.error().what), false;
    desktop_ = std::move(opened).value();

    std::shared_ptr<ui::ScreenHandset> handset;
    if (demo_) {
        handset = std::make_shared<ui::ScreenHandset>(desktop_->calls().executor());
        desktop_->calls().add_handset(
            [handset](base::Executor&, base::Timers&) { return handset; });
    }
    auto start = last_->read();
    if (!started_.settings.hub_url.empty()) start.server = started_.settings.hub_url;
    if (!started_.settings.login.empty()) start.login = started_.settings.login;
    windows_ = std::make_unique<Windows>(
        *desktop_, *ui_, clock_, *memory_, start, handset,
        Windows::Doors{[this](ui::SignInWish wish) { sign_in(std::move(wish)); },
                       [this] { ui_->post([this] { ExitMainLoop(); }); }});
    desktop_->on_show([this](const std::vector<std::string>& targets) { windows_->show(targets); });
    desktop_->on_quit([this] { ExitMainLoop(); });
    desktop_->start();

    const bool by_itself = demo_ || started_.settings.sip || !started_.settings.password.empty();
    if (!by_itself) {
        windows_->open_sign_in();
    } else if (started_.settings.sip) {
        windows_->open_console();
    }
    if (demo_) windows_->open_handset();
    if (!targets_.empty()) windows_->show(std::exchange(targets_, {}));
    return true;
}

void DeskApp::sign_in(ui::SignInWish wish) {
    last_->keep(wish);
    // The link to the hub belongs to one address: another server is another desk. The windows are
    // in the middle of an event, so the change waits until it is over.
    ui_->post([this, wish = std::move(wish)] {
        if (wish.server != started_.settings.hub_url) {
            close_desk();
            started_.settings.hub_url = wish.server;
            if (!open_desk()) return ExitMainLoop();
        }
        desktop_->desk().agent().sign_in(wish.login, wish.password);
    });
}

void DeskApp::close_desk() {
    windows_.reset();
    desktop_.reset();
}

void DeskApp::cannot_start(const std::string& what) {
    std::fprintf(stderr, "sangdamcall: %s\n", what.c_str());
    code_ = 2;
    // What went wrong is in the log's English; what to do is said in the agent's language.
    wxMessageBox(wxString::Format(_("SangdamCall cannot start.\n\n%s"), wxString::FromUTF8(what)),
                 _("SangdamCall"), wxOK | wxICON_ERROR);
}

int DeskApp::OnExit() {
    close_desk(); // Every thread is joined before the toolkit goes.
    end_.request();
    signals_.reset();
    practice_.reset();
    memory_.reset();
    last_.reset();
    ui_.reset();
    return wxApp::OnExit();
}

} // namespace

int run_gui(Started started, bool demo, std::vector<std::string> targets) {
    auto* app =
        new DeskApp(std::move(started), demo, std::move(targets)); // The toolkit deletes it.
    wxApp::SetInstance(app);
    int argc = 1;
    char name[] = "sangdamcall";
    char* argv[] = {name, nullptr};
    if (!wxEntryStart(argc, argv)) {
        std::fprintf(stderr,
                     "sangdamcall: there is no display; start with --headless, or set DISPLAY\n");
        return 2;
    }
    int code = 2;
    if (app->CallOnInit()) {
        app->OnRun();
    }
    code = app->code();
    app->OnExit();
    wxEntryCleanup();
    return code;
}

} // namespace sangdam::shell
