// SPDX-License-Identifier: MIT
//
// A native list that asks for a cell only when it is drawn, keeps the selection by key while rows
// come and go, and reads itself to a screen reader. Window thread.
#pragma once

#include "kit/theme.h"

#include <wx/dataview.h>
#include <wx/object.h>

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace sangdam::ui {

struct Cell {
    wxString text;
    Tone tone = Tone::Neutral;
    bool strong = false;
    std::string_view picture; // Only in columns that have pictures.
    wxString below{};         // A second, quieter line; only in columns with two lines.
};

struct RowColumn {
    wxString title;
    int dip = 100;
    bool picture = false;
    enum class Kind { Text, TwoLines, Button } kind = Kind::Text;
};

class RowModel;

class RowList final : public wxDataViewCtrl {
public:
    using CellOf = std::function<Cell(std::size_t row, std::size_t column)>;
    enum class Head { Shown, Hidden };

    RowList(wxWindow* parent, const char* id, const wxString& name,
            const std::vector<RowColumn>& columns, Head head);
    ~RowList() override;

    // One key per row; `cell` is asked until the next set_rows.
    void set_rows(std::vector<std::string> keys, CellOf cell);
    std::string selected() const; // Key; empty: none.
    void select(const std::string& key);

    void on_selected(std::function<void(const std::string& key)>);  // A click or an arrow key.
    void on_activated(std::function<void(const std::string& key)>); // Enter or a double click.
    void on_button(std::function<void(const std::string& key)>);    // A cell of kind Button.
    void on_menu(std::function<void(const std::string& key)>);      // Right click or menu key.

private:
    const std::string& key_at(const wxDataViewItem&) const;

    wxObjectDataPtr<RowModel> model_;
    std::vector<std::string> keys_;
    bool telling_ = true;
    std::function<void(const std::string&)> pressed_;
};

} // namespace sangdam::ui
