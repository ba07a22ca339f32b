// SPDX-License-Identifier: MIT

#include "kit/row_list.h"

#include "kit/accessible.h"
#include "kit/icons.h"
#include "kit/native_look.h"

#include <algorithm>
#include <map>
#include <utility>

namespace sangdam::ui {

class RowModel final : public wxDataViewVirtualListModel {
public:
    explicit RowModel(std::vector<bool> pictures) : pictures_(std::move(pictures)) {}

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
            value = shown.text;
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

    std::vector<bool> pictures_;
    mutable std::map<std::pair<std::string, Tone>, wxBitmapBundle> drawn_;
};

namespace {

std::vector<bool> pictures_of(const std::vector<RowColumn>& columns) {
    std::vector<bool> pictures;
    for (const auto& column : columns) pictures.push_back(column.picture);
    return pictures;
}

} // namespace

RowList::RowList(wxWindow* parent, const char* id, const wxString& name,
                 const std::vector<RowColumn>& columns, Head head)
    : wxDataViewCtrl(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize,
                     wxBORDER_NONE | wxDV_SINGLE | (head == Head::Hidden ? wxDV_NO_HEADER : 0)),
      model_(new RowModel(pictures_of(columns))) {
    for (unsigned int i = 0; i < columns.size(); ++i) {
        const auto& column = columns[i];
        wxDataViewRenderer* renderer = nullptr;
        if (column.picture)
            renderer = new wxDataViewIconTextRenderer;
        else
            renderer = new wxDataViewTextRenderer;
        renderer->EnableEllipsize(wxELLIPSIZE_END);
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
