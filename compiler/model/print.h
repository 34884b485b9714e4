// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/model.h"

#include <string>

namespace ward::model {

/// The model as text, the same for the same model: what it is, with names for ids and prefix form
/// for expressions. For tests and `ward inspect`; not a format that is read back.
std::string print(const Model& model);
/// One expression in prefix form: `(>= (fact documentation.retention) 72 months)`.
std::string print_expr(const Model& model, ExprId expr);
/// A type as an author writes it: `set of Mfa`, `key of vendors?`.
std::string type_text(const Model& model, const Type& type);
/// `==` and so on.
std::string_view compare_text(Compare op);
/// A number scaled by its type as an author writes it: `95%`, `$12.50`, `72 months`, `enforced`.
std::string number_text(const Model& model, const Type& type, int64_t number);

} // namespace ward::model
