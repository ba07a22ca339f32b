// SPDX-License-Identifier: MIT
//
// Signing in: server, login, password, and in plain words what went wrong. Hidden as soon as the
// agent is in. Window thread.
#pragma once

#include "base/secret.h"
#include "desk/agent_desk.h"

#include <wx/frame.h>

#include <functional>
#include <string>

class wxButton;
class wxTextCtrl;

namespace sangdam::ui {

class Notice;

struct SignInWish {
    std::string server;
    std::string login;
    base::Secret password;
};

class SignInWindow final : public wxFrame {
public:
    struct Start { // What is filled in from the last time.
        std::string server;
        std::string login;
    };
    // `wanted` is told what to try; how it went is read from `agent`. `closed`: the agent gave up.
    SignInWindow(desk::AgentDesk& agent, const Start& start, std::function<void(SignInWish)> wanted,
                 std::function<void()> closed);

    void open();

private:
    void show(const desk::AgentView&);
    void try_it();

    std::function<void(SignInWish)> wanted_;
    wxTextCtrl* server_;
    wxTextCtrl* login_;
    wxTextCtrl* password_;
    wxButton* sign_in_;
    Notice* trouble_;
    desk::SignIn last_ = desk::SignIn::Out;
    desk::Subscription watching_;
};

} // namespace sangdam::ui
