namespace Mailstead.Accounts.Configuration;

/// <summary>Who speaks for a value; the first one that does, wins.</summary>
public enum SettingLayer { Argument, Environment, File, Provider, Default }
