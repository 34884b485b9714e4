// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lower/expressions.h"
#include "lower/law.h"
#include "lower/layout.h"
#include "lower/lower.h"
#include "model/model.h"
#include "program/builder.h"

namespace ward::lower {

/// Fills the tables of the program from the model's declarations, with the nodes that stand in
/// them.
struct Records {
  const model::Model& model;
  const Layout& layout;
  program::Builder& builder;
  Expressions& expressions;
  Law& law;
  const Options& options;

  void run();

private:
  program::Text text(std::string_view value) { return builder.text(value); }
  std::vector<program::Text> texts(const std::vector<std::string>& values);
  program::Fact fact(std::string_view path, const model::FactInfo& info);
  void types();
  void parties();
  program::Element element(model::ElementId id);
  void provision(model::ProvisionId id);
  std::string due_text(const model::Provision& provision) const;
  void control(model::ControlId id);
  void parameters();
  void profile(model::ProfileId id);
  void exception(model::ExceptionId id);
  void crosswalks();
  void penalties();   ///< penalties.cpp
  void assessments(); ///< assessments.cpp
};

} // namespace ward::lower
