// SPDX-License-Identifier: MIT
//
// Where windows stood and how wide their columns were, in a small file of its own: losing it loses
// nothing. Window thread.
#pragma once

#include <memory>
#include <string>

class wxFileConfig;
class wxTopLevelWindow;

namespace sangdam::ui {

class WindowMemory {
public:
    explicit WindowMemory(const std::string& file); // An unreadable file means "remember nothing".
    ~WindowMemory();

    int number(const std::string& key, int otherwise) const;
    void set_number(const std::string& key, int value);

    // False: never seen, or the screen it stood on has gone.
    bool restore(const std::string& key, wxTopLevelWindow&) const;
    void keep(const std::string& key, const wxTopLevelWindow&);

private:
    std::unique_ptr<wxFileConfig> file_;
};

} // namespace sangdam::ui
