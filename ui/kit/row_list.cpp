// SPDX-License-Identifier: MIT

#include "kit/row_list.h"

#include "kit/accessible.h"
#include "kit/icons.h"
#include "kit/native_look.h"

#include <wx/dc.h>

#include <algorithm>
#include <map>
#include <utility>

namespace sangdam::ui {

namespace {

// A second line in the same cell, smaller and quieter.
wxString two_lines(const Cell& cell) {
    const auto escaped = [](wxString words) {
        words.Replace("&", "&amp;");
        words.Replace("<", "&lt;");
        words.Replace(">", "&gt;");
        words.Replace("\n", " ");
        return words;
    };
    wxString line = escaped(cell.text);
    if (cell.strong) line = "<b>" + line + "</b>";
    if (cell.below.empty()) return line;
    return line + "\n<span foreground=\"" + palette().muted.GetAsString(wxC2S_HTML_SYNTAX) + "\">" +
           escaped(cell.below) + "</span>";
}

// A word that is pressed in its row. The toolkit has no button for cells: drawn, and read out.
class ButtonCell final : public wxDataViewCustomRenderer {
public:
    explicit ButtonCell(std::function<void(const wxDataViewItem&)> pressed)
        : wxDataViewCustomRenderer("string", wxDATAVIEW_CELL_ACTIVATABLE, wxALIGN_LEFT),
          pressed_(std::move(pressed)) {}

    bool SetValue(const wxVariant& value) override {
        label_ = value.GetString();
        return true;
    }
    bool GetValue(wxVariant& value) const override {
        value = label_;
        return true;
    }
#if wxUSE_ACCESSIBILITY
    wxString GetAccessibleDescription() const override { return label_; }
#endif
    wxSize GetSize() const override {
        const auto* view = GetView();
        const int width = GetTextExtent(label_.empty() ? wxString("M") : label_).x;
        return {width + view->FromDIP(16), view->FromDIP(22)};
    }
    bool Render(wxRect box, wxDC* dc, int) override {
        if (label_.empty()) return true;
        const auto* view = GetView();
        const Palette p = palette();
        wxRect inside = box;
        inside.Deflate(view->FromDIP(1));
        dc->SetPen(wxPen(p.accent.strong, 1));
        dc->SetBrush(wxBrush(p.accent.soft));
        dc->DrawRoundedRectangle(inside, view->FromDIP(4));
        dc->SetTextForeground(p.accent.strong);
        dc->SetFont(view->GetFont());
        const wxSize words = dc->GetTextExtent(label_);
        dc->DrawText(label_, inside.x + (inside.width - words.x) / 2,
                     inside.y + (inside.height - words.y) / 2);
        return true;
    }
    bool ActivateCell(const wxRect&, wxDataViewModel*, const wxDataViewItem& item, unsigned int,
                      const wxMouseEvent* mouse) override {
        if (mouse != nullptr && !label_.empty()) pressed_(item);
        return true;
    }

private:
    std::function<void(const wxDataViewItem&)> pressed_;
    wxString label_;
};

} // namespace

class RowModel final : public wxDataViewVirtualListModel {
public:
    RowModel(std::vector<bool> pictures, std::vector<bool> doubled)
        : pictures_(std::move(pictures)), doubled_(std::move(doubled)) {}

    RowList::CellOf cell;

    unsigned int GetColumnCount() const override {
        return static_cast<unsigned int>(pictures_.size());
    }
    wxString GetColumnType(unsigned int column) const override {
        return pictures_[column] ? wxDataViewIconTextRenderer::GetDefaultType()
                                 : wxString("string");
    }
    void GetValueByRow(wxVariant& value, unsigned int row, unsigned int column) const override {
        const Cell shown = cell ? cell(row, column) : Cell{};
        if (pictures_[column])
            value << wxDataViewIconText(shown.text, picture(shown.picture, shown.tone));
        else
            value = doubled_[column] ? two_lines(shown) : shown.text;
    }
    bool GetAttrByRow(unsigned int row, unsigned int column,
                      wxDataViewItemAttr& attr) const override {
        const Cell shown = cell ? cell(row, column) : Cell{};
        if (shown.tone != Tone::Neutral) attr.SetColour(palette().shade(shown.tone).strong);
        attr.SetBold(shown.strong);
        return shown.tone != Tone::Neutral || shown.strong;
    }
    bool SetValueByRow(const wxVariant&, unsigned int, unsigned int) override { return false; }

private:
    // Drawn once per picture and colour, not once per cell and second.
    const wxBitmapBundle& picture(std::string_view name, Tone tone) const {
        auto& bundle = drawn_[{std::string(name), tone}];
        if (!bundle.IsOk() && !name.empty()) bundle = icon(name, palette().shade(tone).strong, 14);
        return bundle;
    }

    std::vector<bool> pictures_, doubled_;
    mutable std::map<std::pair<std::string, Tone>, wxBitmapBundle> drawn_;
};

namespace {

// Longer lists are only drawn anew: telling each row would take as long as the list is.
constexpr std::size_t kTellEach = 200;

std::vector<bool> pictures_of(const std::vector<RowColumn>& columns) {
    std::vector<bool> pictures;
    for (const auto& column : columns) pictures.push_back(column.picture);
    return pictures;
}

std::vector<bool> doubled_of(const std::vector<RowColumn>& columns) {
    std::vector<bool> doubled;
    for (const auto& column : columns) doubled.push_back(column.kind == RowColumn::Kind::TwoLines);
    return doubled;
}

} // namespace

RowList::RowList(wxWindow* parent, const char* id, const wxString& name,
                 const std::vector<RowColumn>& columns, Head head)
    : wxDataViewCtrl(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize,
                     wxBORDER_NONE | wxDV_SINGLE | (head == Head::Hidden ? wxDV_NO_HEADER : 0)),
      model_(new RowModel(pictures_of(columns), doubled_of(columns))) {
    for (unsigned int i = 0; i < columns.size(); ++i) {
        const auto& column = columns[i];
        wxDataViewRenderer* renderer = nullptr;
        if (column.picture) {
            renderer = new wxDataViewIconTextRenderer;
        } else if (column.kind == RowColumn::Kind::Button) {
            renderer = new ButtonCell([this](const wxDataViewItem& item) {
                // Not from inside the click: what follows may change the rows.
                CallAfter([this, key = key_at(item)] {
                    if (pressed_ && !key.empty()) pressed_(key);
                });
            });
        } else {
            auto* words = new wxDataViewTextRenderer;
            if (column.kind == RowColumn::Kind::TwoLines) words->EnableMarkup();
            renderer = words;
        }
        if (column.kind != RowColumn::Kind::Button) renderer->EnableEllipsize(wxELLIPSIZE_END);
        AppendColumn(new wxDataViewColumn(column.title, renderer, i, FromDIP(column.dip),
                                          wxALIGN_LEFT, wxDATAVIEW_COL_RESIZABLE));
    }
    AssociateModel(model_.get());
    add_style(this, "sdc-list");
    make_accessible(this, id, name);
    SetMinSize(FromDIP(wxSize(120, 60)));
}

RowList::~RowList() { model_->cell = nullptr; }

void RowList::set_rows(std::vector<std::string> keys, CellOf cell) {
    model_->cell = std::move(cell);
    if (keys == keys_) { // The same rows, perhaps with other words: nothing may jump.
        if (keys_.size() > kTellEach) return Refresh();
        for (unsigned int row = 0; row < keys_.size(); ++row) model_->RowChanged(row);
        return;
    }
    const auto before = selected();
    telling_ = false;
    keys_ = std::move(keys);
    model_->Reset(static_cast<unsigned int>(keys_.size()));
    select(before);
    telling_ = true;
}

std::string RowList::selected() const {
    const auto item = GetSelection();
    return item.IsOk() ? key_at(item) : std::string{};
}

void RowList::select(const std::string& key) {
    const auto found = std::ranges::find(keys_, key);
    if (found == keys_.end() || key.empty()) {
        UnselectAll();
        return;
    }
    const bool telling = std::exchange(telling_, false);
    Select(model_->GetItem(static_cast<unsigned int>(found - keys_.begin())));
    telling_ = telling;
}

void RowList::on_selected(std::function<void(const std::string&)> told) {
    Bind(wxEVT_DATAVIEW_SELECTION_CHANGED, [this, told = std::move(told)](wxDataViewEvent&) {
        const auto key = selected();
        if (telling_ && !key.empty()) told(key);
    });
}

void RowList::on_activated(std::function<void(const std::string&)> told) {
    Bind(wxEVT_DATAVIEW_ITEM_ACTIVATED, [this, told = std::move(told)](wxDataViewEvent& event) {
        const auto key = key_at(event.GetItem());
        if (!key.empty()) told(key);
    });
}

void RowList::on_button(std::function<void(const std::string&)> told) {
    pressed_ = std::move(told);
}

void RowList::on_menu(std::function<void(const std::string&)> told) {
    Bind(wxEVT_DATAVIEW_ITEM_CONTEXT_MENU, [this, told = std::move(told)](wxDataViewEvent& event) {
        if (!event.GetItem().IsOk()) return;
        const auto key = key_at(event.GetItem());
        if (!key.empty()) told(key);
    });
}

const std::string& RowList::key_at(const wxDataViewItem& item) const {
    static const std::string kNone;
    const auto row = model_->GetRow(item);
    return row < keys_.size() ? keys_[row] : kNone;
}

} // namespace sangdam::ui
